using System.Globalization;
using System.Text.RegularExpressions;
using Mote.Protocol;

namespace Mote.Client.Tests;

/// <summary>What the documents say of problems is what the table says.</summary>
public sealed partial class ProblemsPageTests
{
    private static string Repository => (string)AppContext.GetData("Mote.Repository")!;

    /// <summary>On a meant change, what this fails with belongs into the page.</summary>
    [Fact]
    public void Page_ShowsTheTable()
    {
        string[] expected = [.. ProblemTypes.All.Select(type =>
            $"| `{type.Code}` | {type.Status} | {type.Title} | {Words(type.MayBeRetried)} | {type.Kind} | `{ProblemTests.Exceptions[type.Kind].Name}` | {type.Advice} |")];
        var shown = File.ReadLines(Path.Combine(Repository, "docs", "problems.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(string.Join('\n', expected), string.Join('\n', shown));
    }

    [Fact]
    public void Documents_NameACodeWithItsStatus()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Repository, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository, "README.md"))
            .SelectMany(file => CodeWithStatus().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Code: match.Groups[1].Value, Status: match.Groups[2].Value)))
            .Where(mention => ProblemTypes.Find(mention.Code) is not null)
            .ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, mention => Assert.Equal((mention.File, mention.Code, ProblemTypes.Of(mention.Code).Status.ToString(CultureInfo.InvariantCulture)), mention));
    }

    /// <summary>What several codes have in common is a kind, or a property of their rows: written once, in the table.</summary>
    [Fact]
    public void Sources_ListNoCodesInPlaceOfAKind()
    {
        var lists = Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "ProblemTypes.cs" && ListOfCodes().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Repository, file));
        Assert.Empty(lists);
    }

    private static string Words(ProblemRetry retry) => retry switch
    {
        ProblemRetry.Soon => "soon",
        ProblemRetry.Later => "later",
        _ => "no",
    };

    // One pattern, one set, or one comparison beside another of codes.
    [GeneratedRegex(@"ProblemCode\.\w+\s*(?:or|,)\s*ProblemCode\.|Code (?:==|!=) ProblemCode\.\w+\s*(?:\|\||&&)[^;]*Code (?:==|!=) ProblemCode\.")]
    private static partial Regex ListOfCodes();

    // `locked_out`, status 429 and `nothing_to_roll_back` (409
    [GeneratedRegex("`([a-z_]+)`,? \\(?(?:status )?([45][0-9]{2})\\b")]
    private static partial Regex CodeWithStatus();
}
