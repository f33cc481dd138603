using System.Text.RegularExpressions;
using Mote.Silo.Telemetry;

namespace Mote.Silo.Tests.Telemetry;

/// <summary>The page says what there is: every instrument, and every tag of instruments and spans.</summary>
public sealed partial class TelemetryPageTests(WatchedSilo silo)
{
    private static string Repository => (string)AppContext.GetData("Mote.Repository")!;

    private static string Page => File.ReadAllText(Path.Combine(Repository, "docs", "telemetry.md"));

    /// <summary>The rows of a table, by its first heading, each its cells.</summary>
    private static string[][] Table(string heading) =>
    [
        .. Page[Page.IndexOf($"| {heading} |", StringComparison.Ordinal)..].Split('\n').TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim()[1..^1].Split('|').Select(cell => cell.Trim()).ToArray()),
    ];

    [Fact]
    public async Task Instruments_AreThoseOfThePage()
    {
        await silo.Ran();
        Assert.Equal(
            Table("instrument").Select(row => $"{Name(row[0])}, {row[1]}, {Name(row[2])}").Order(StringComparer.Ordinal),
            silo.Instruments.Select(instrument => $"{instrument.Name}, {instrument.Kind}, {instrument.Unit}").Order(StringComparer.Ordinal));
    }

    /// <summary>What was seen at work is said, and what is said was seen, but for stores and trails that failed: none did.</summary>
    [Fact]
    public async Task TagsOfInstruments_AreThoseOfThePage()
    {
        await silo.Ran();
        var rows = Table("instrument").ToDictionary(row => Name(row[0]), row => Names(row[3]));
        foreach (var instrument in silo.Instruments)
        {
            if (instrument.Tags.Count > 0 || rows[instrument.Name].Length == 0)
                Assert.Equal(rows[instrument.Name].Order(StringComparer.Ordinal), instrument.Tags.Keys.Order(StringComparer.Ordinal));
            else
                Assert.Equal("mote.store.failures", instrument.Name);
        }

        Assert.Equal(Table("tag").Select(row => Name(row[0])).Order(StringComparer.Ordinal), rows.Values.SelectMany(tags => tags).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Spans_AreThoseOfThePage()
    {
        await silo.Ran();
        var rows = Table("source").ToDictionary(row => Name(row[0]), row => Names(row[2]));
        Assert.Equal(rows.Keys.Order(StringComparer.Ordinal), silo.Spans.All.Select(span => span.Source.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(silo.Spans.All, span => Assert.Subset(rows[span.Source.Name].ToHashSet(), span.TagObjects.Select(tag => tag.Key).ToHashSet()));
        Assert.Equal(KnownTags.All, rows.Values.SelectMany(tags => tags).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Alerts_AreThoseOfThePage() => Assert.Equal(
        Table("alert").Select(row => Name(row[0])),
        Alert().Matches(File.ReadAllText(Path.Combine(Repository, "deploy", "prometheus", "alerts.yaml"))).Select(alert => alert.Groups[1].Value));

    private static string Name(string cell) => Names(cell).Single();

    private static string[] Names(string cell) => [.. Quoted().Matches(cell).Select(name => name.Groups[1].Value)];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("- alert: (\\w+)")]
    private static partial Regex Alert();
}
