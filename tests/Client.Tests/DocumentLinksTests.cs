using System.Text.RegularExpressions;

namespace Mote.Client.Tests;

/// <summary>Whoever follows a link in a document arrives: at a file, and in another document at a heading.</summary>
public sealed partial class DocumentLinksTests
{
    // Whatever is beside these is no document of the project's.
    private static readonly string[] Folders = ["docs", "models", "benchmarks", "tests/Golden.Tests", "tests/Timing", "deploy", "samples"];

    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(Repository, "*.md")
        .Concat(Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository, folder), "*.md", SearchOption.AllDirectories)))
        .Select(file => Path.GetRelativePath(Repository, file))
        .Order(StringComparer.Ordinal)];

    private static string Repository => Path.GetFullPath((string)AppContext.GetData("Mote.Repository")!);

    [Theory, MemberData(nameof(Documents))]
    public void Links_LeadSomewhere(string document)
    {
        string[] lost = [.. Links(document).Where(link => !Leads(document, link))];
        Assert.Empty(lost);
    }

    /// <summary>The rule can fail.</summary>
    [Theory]
    [InlineData("docs/format.md", true)]
    [InlineData("docs", true)]
    [InlineData("docs/format.md#what-is-stored-byte-by-byte", true)]
    [InlineData("#how-it-is-built", true)]
    [InlineData("docs/Format.md", false)]
    [InlineData("docs/absent.md", false)]
    [InlineData("docs/format.md#nothing", false)]
    [InlineData("LICENSE#nothing", false)]
    [InlineData("#nothing", false)]
    [InlineData("/docs/format.md", false)]
    [InlineData("../", false)]
    public void Link_Leads(string link, bool leads) => Assert.Equal(leads, Leads("README.md", link));

    /// <summary>As a page shows it: what is code is no link, what stands around code is one, and a picture is one, too.</summary>
    [Fact]
    public void Links_AreThoseThatAPageShows() => Assert.Equal(
        ["a.md", "b.cs", "c.png", "d.md", "e.md"],
        Links(["[A](a.md) and [`B`](b.cs)", "`[no](code.md)` ![C](c.png)", "```", "[no](fence.md)", "```", "[D](d.md \"title\") [no](https://elsewhere.example) [no](mailto:a@b.example)", "[E]: e.md"]));

    private static bool Leads(string document, string link)
    {
        var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
        var target = path is "" ? Path.Combine(Repository, document) : Path.GetFullPath(Path.Combine(Repository, Path.GetDirectoryName(document)!, Uri.UnescapeDataString(path)));
        if (!target.StartsWith(Repository, StringComparison.Ordinal))
            return false;
        if (anchor is null)
            return Path.Exists(target);
        // Lines of other files move.
        return Path.GetExtension(target) == ".md" && File.Exists(target) && Anchors(File.ReadLines(target)).Contains(anchor);
    }

    private static IEnumerable<string> Links(string document) => Links(File.ReadLines(Path.Combine(Repository, document)));

    private static IEnumerable<string> Links(IEnumerable<string> lines) => Text(lines)
        .Select(line => Code().Replace(line, ""))
        .SelectMany(line => Link().Matches(line).Select(match => match.Groups[1].Value).Concat(Definition().Matches(line).Select(match => match.Groups[1].Value)))
        .Where(link => !Address().IsMatch(link));

    /// <summary>The anchors of a document's headings, as the pages of repositories make them.</summary>
    private static HashSet<string> Anchors(IEnumerable<string> lines)
    {
        HashSet<string> anchors = [];
        foreach (var heading in Text(lines).Select(line => Heading().Match(line)).Where(match => match.Success))
        {
            var name = NotInAnchors().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-');
            for (var (anchor, again) = (name, 1); !anchors.Add(anchor); again++)
                anchor = $"{name}-{again}";
        }

        return anchors;
    }

    private static IEnumerable<string> Text(IEnumerable<string> lines)
    {
        var isFenced = false;
        foreach (var line in lines)
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
                isFenced = !isFenced;
            else if (!isFenced)
                yield return line;
        }
    }

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex Code();

    [GeneratedRegex("""\]\(([^)\s]+)(?:\s+"[^"]*")?\)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\[[^\]]+\]:\s+(\S+)")]
    private static partial Regex Definition();

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Address();

    [GeneratedRegex(@"^#{1,6}\s+(.+?)\s*#*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}_ -]")]
    private static partial Regex NotInAnchors();
}
