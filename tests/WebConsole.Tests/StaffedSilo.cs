namespace Mote.WebConsole.Tests;

/// <summary>A silo with a privacy report and as many people as fill a page.</summary>
public sealed class StaffedSilo : IAsyncLifetime
{
    private const int People = 24;

    private readonly string _report = Path.Combine(Path.GetTempPath(), $"mote-{Guid.NewGuid():N}.json");
    private Harbour? _silo;

    public Harbour Silo => _silo!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_report, PrivacyTests.Report);
        _silo = await Harbour.Start(("Mote:Console:PrivacyReport", _report));
        for (var person = 0; person < People; person++)
            await _silo.Enrol(person switch { 0 => "ada.lovelace", 1 => "grace.hopper", 2 => "katherine.johnson", _ => $"staff-{1000 + 37 * person}" }, person);
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        File.Delete(_report);
    }
}
