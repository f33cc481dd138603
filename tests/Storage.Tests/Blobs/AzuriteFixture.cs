using Mote.Storage.Tests.Blobs;
using Mote.Tests;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Mote.Storage.Tests.Blobs;

/// <summary>One Azurite for all tests that do not harm it, started by the first that asks.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteServer>> _server = new(() => AzuriteServer.StartAsync());

    internal Task<AzuriteServer> ServerAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
            await (await _server.Value).DisposeAsync();
    }
}
