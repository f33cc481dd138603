using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Mote.Client.Tests;

/// <summary>What the picture of the house shows is what the projects say.</summary>
public sealed partial class ArchitecturePageTests
{
    private static string Repository => (string)AppContext.GetData("Mote.Repository")!;

    private static string Page => File.ReadAllText(Path.Combine(Repository, "docs", "architecture.md"));

    /// <summary>On a meant change, what this fails with belongs into the picture.</summary>
    [Fact]
    public void Picture_HasEveryReference_ButWhatFollowsFromOthers()
    {
        var references = References();
        var expected = references.SelectMany(project => project.Value
            .Where(other => !project.Value.Any(between => between != other && Reaches(references, between, other)))
            .Select(other => $"{project.Key} --> {other}"));
        var shown = Arrow().Matches(Page).Select(match => match.Value);
        Assert.Equal(string.Join('\n', expected.Order(StringComparer.Ordinal)), string.Join('\n', shown.Order(StringComparer.Ordinal)));
    }

    /// <summary>One line each, and no other.</summary>
    [Fact]
    public void Table_HasEveryProject() =>
        Assert.Equal(References().Keys.Order(StringComparer.Ordinal), Row().Matches(Page).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    private static Dictionary<string, string[]> References()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.csproj", SearchOption.AllDirectories).ToDictionary(file => Path.GetFileNameWithoutExtension(file)!);
        return files.ToDictionary(project => project.Key, project => XDocument.Load(project.Value).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value))
            // What is staged for a build is no project of the house.
            .Where(files.ContainsKey)
            .ToArray());
    }

    private static bool Reaches(Dictionary<string, string[]> references, string from, string to) =>
        references[from].Any(next => next == to || Reaches(references, next, to));

    [GeneratedRegex(@"[\w.]+ --> [\w.]+")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^\| \[`src/([\w.]+)`\]\(\.\./src/\1\) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
