using System.Text.RegularExpressions;
using Mote.Client;
using Mote.Tests;

namespace Mote.Silo.Tests.Logs;

/// <summary>The log of a silo that runs by itself, as whoever keeps it reads it.</summary>
public sealed partial class SiloLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-log-");

    [Fact]
    public async Task Silo_SaysWhatItIs_AndNothingOfItsLibraries()
    {
        await using var silo = await SiloProcess.Start(TwoRealms.Plan(_folder.FullName) with { Callers = [new(SiloProcess.OwnKey, "tests", "site")] });
        await silo.Says("Ready");
        await silo.Client.EnrolAsync("zephyrine", TwoRealms.Photo(), new EnrolmentSettings { Recipe = "single-unit" }, cancellationToken: TestContext.Current.CancellationToken);
        await silo.Client.EraseAsync("zephyrine", TestContext.Current.CancellationToken);
        Assert.Equal(0, await silo.Stop());

        string[] lines = [.. silo.Output().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        Assert.All(lines, line => Assert.Matches(Line(), line));
        Assert.Contains(lines, line => Self().IsMatch(line));
        Assert.Contains(lines, line => line.Contains("Enrolled person ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("Erased person ", StringComparison.Ordinal));
        Assert.All(["zephyrine", "Polly", "pipeline", "Execution attempt", "Watchdog"], word => Assert.DoesNotContain(lines, line => line.Contains(word, StringComparison.OrdinalIgnoreCase)));
        // That it is not ready before it has rehearsed, whoever asks is told.
        Assert.DoesNotContain(lines, line => line.Contains(" info ", StringComparison.Ordinal) && line.Contains("rehearsal", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warn|fail|crit) ", RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"Mote \d+\.\d+\.\d+\S* at http://127\.0\.0\.1:\d+\. Models: embedder .+ [0-9a-f]{12}, which knows synthetic faces only, detector [0-9a-f]{12}, cohort [0-9a-f]{12}\. Store: SQLite database '[^']+'\. Realms: site \(0 people\)\. Ready$")]
    private static partial Regex Self();
}
