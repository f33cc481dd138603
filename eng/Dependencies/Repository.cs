using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Mote.Dependencies;

/// <summary>The files of the repository that say what it depends on.</summary>
/// <param name="root">Its folder.</param>
internal sealed class Repository(string root)
{
    private static readonly string[] Folders = ["src", "eng", "benchmarks", "tests"];

    public string Bill => Path.Combine(root, "docs", "dependencies.cdx.json");

    public string Page => Path.Combine(root, "docs", "dependencies.md");

    public IReadOnlyList<string> Projects => Files("*.csproj");

    /// <summary>The lock files that are committed, one a project.</summary>
    public IReadOnlyList<string> LockFiles => Files("packages.lock.json");

    /// <summary>What the projects restore.</summary>
    public IReadOnlyList<Package> Locked() => [.. LockFiles
        .SelectMany(file => Packages(file).Select(package => package with { IsOfProduct = Path.GetRelativePath(root, file).StartsWith("src", StringComparison.Ordinal) }))
        .GroupBy(package => (package.Name, package.Version))
        .Select(same => same.First() with { IsOfProduct = same.Any(package => package.IsOfProduct) })
        .OrderBy(package => package.Name, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Version, StringComparer.Ordinal)];

    /// <summary>What is stated centrally, of which other platforms restore some that this one does not.</summary>
    public IReadOnlyList<Package> Stated() => [.. XDocument.Load(Path.Combine(root, "Directory.Packages.props")).Descendants("PackageVersion")
        .Select(stated => new Package(stated.Attribute("Include")!.Value, stated.Attribute("Version")!.Value))];

    /// <summary>What the tests install of npm, with the licences that the packages state.</summary>
    public IReadOnlyList<(Package Package, string Licence)> Npm() => [.. Directory.EnumerateDirectories(Path.Combine(root, "tests"))
        .Select(folder => Path.Combine(folder, "package-lock.json"))
        .Where(File.Exists)
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["packages"]!.AsObject())
        .Where(entry => entry.Key.Length > 0)
        .Select(entry => (new Package(entry.Key[(entry.Key.LastIndexOf("node_modules/", StringComparison.Ordinal) + "node_modules/".Length)..], (string)entry.Value!["version"]!), (string?)entry.Value["license"] ?? "not stated"))
        .Distinct()
        .OrderBy(entry => entry.Item1.Name, StringComparer.Ordinal).ThenBy(entry => entry.Item1.Version, StringComparer.Ordinal)];

    private IReadOnlyList<string> Files(string name) => [.. Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), name, SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)];

    private static IEnumerable<Package> Packages(string lockFile) => JsonNode.Parse(File.ReadAllText(lockFile))!["dependencies"]!.AsObject()
        .SelectMany(framework => framework.Value!.AsObject())
        .Where(entry => (string?)entry.Value!["type"] != "Project")
        .Select(entry => new Package(entry.Key, (string)entry.Value!["resolved"]!));
}
