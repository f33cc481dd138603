using Mote.Golden.Tests;
using Mote.Tests;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Mote.Golden.Tests;

/// <summary>One Azurite for all tests, started by the first that asks.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteServer>> _server = new(() => AzuriteServer.StartAsync());

    /// <summary>The server where a provider needs it; null where it does not.</summary>
    internal async Task<AzuriteServer?> For(string provider) => provider == "sqlite" ? null : await _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
            await (await _server.Value).DisposeAsync();
    }
}
