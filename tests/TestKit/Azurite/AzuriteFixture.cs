namespace Mote.Tests;

/// <summary>One Azurite for all tests of an assembly that do not harm it, started by the first that asks.</summary>
public sealed class AzuriteFixture : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteServer>> _server = new(() => AzuriteServer.StartAsync());

    public Task<AzuriteServer> ServerAsync() => _server.Value;

    /// <summary>The server where a provider needs it; null where it does not.</summary>
    public async Task<AzuriteServer?> For(string provider) => provider == "sqlite" ? null : await ServerAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
            await (await _server.Value).DisposeAsync();
    }
}
