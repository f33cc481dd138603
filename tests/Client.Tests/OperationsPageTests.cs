using System.Text.RegularExpressions;

namespace Mote.Client.Tests;

/// <summary>What docs/operations.md says that an administrator sees is what the service says.</summary>
public sealed partial class OperationsPageTests
{
    private static string Repository => Path.GetFullPath((string)AppContext.GetData("Mote.Repository")!);

    [Fact]
    public void Symptoms_AreSaidSomewhere()
    {
        var sources = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] quoted = [.. Symptoms(File.ReadLines(Path.Combine(Repository, "docs", "operations.md")))];
        Assert.True(quoted.Length > 10);
        Assert.All(quoted, symptom => Assert.Contains(symptom, sources, StringComparison.Ordinal));
    }

    /// <summary>The rule can fail.</summary>
    [Fact]
    public void Symptoms_AreThoseOfTheFirstColumnOfTheTable() => Assert.Equal(
        ["said by the log", "a_code"],
        Symptoms(["## Something else", "| `not this` | |", "## From symptom to cause", "| seen | why |", "| --- | --- |", "| `said by the log`, callers get `a_code` | `not this` |", "## After it", "| `nor this` | |"]));

    private static IEnumerable<string> Symptoms(IEnumerable<string> lines) => lines
        .SkipWhile(line => line != "## From symptom to cause").Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .SelectMany(line => Quoted().Matches(line.Split(" | ")[0]).Select(match => match.Groups[1].Value));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
