namespace Mote.Cli.Tests.Identities.Folders;

/// <summary>A silo of the models that come with Mote, for the people of folders.</summary>
public sealed class FolderSilo : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private MoteProcess _silo = null!;

    public string Address { get; private set; } = "";

    public string Key { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _silo = MoteProcess.Start("up", "--json", "--data", _folder["data"], "--urls", "http://127.0.0.1:0");
        var started = await _silo.Document();
        (Address, Key) = (started.GetProperty("address").GetString()!, started.GetProperty("newKey").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _folder.Dispose();
    }
}
