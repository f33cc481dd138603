using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mote.Client.Tests.Deployment;

/// <summary>What is set in <c>deploy</c> is a setting that there is: a silo passes over one that it does not know.</summary>
public sealed partial class DeployedSettingsTests
{
    private static readonly JsonDocumentOptions AsConfiguration = new() { CommentHandling = JsonCommentHandling.Skip };

    [Fact]
    public void Settings_AreThoseOfTheConfiguration()
    {
        var known = Known();
        var unknown = Set().Where(setting => !known.Any(pattern => pattern.IsMatch(setting.Name))).Select(setting => $"{setting.File}: {setting.Name}");
        Assert.Empty(unknown);
    }

    /// <summary>The rule can fail, and knows what the page abbreviates.</summary>
    [Theory]
    [InlineData("Mote:Cluster:SiloName", true)]
    [InlineData("Mote:Cluster:Certificate:KeyPath", true)]
    [InlineData("Mote:ApiKeys:0:Sha256", true)]
    [InlineData("Mote:Cluster:Name", false)]
    [InlineData("Mote:ApiKeys:0:Secret", false)]
    public void Setting_IsKnown(string name, bool isKnown) => Assert.Equal(isKnown, Known().Any(pattern => pattern.IsMatch(name)));

    /// <summary>By files of settings, those in scripts among them, and by variables of the environment.</summary>
    private static IEnumerable<(string File, string Name)> Set()
    {
        foreach (var file in Deploy.Files(Deploy.Folder))
        {
            var text = File.ReadAllText(file);
            foreach (Match variable in Variable().Matches(text))
                yield return (Deploy.Name(file), variable.Value.Replace("__", ":", StringComparison.Ordinal));
            var settings = Path.GetFileName(file).StartsWith("appsettings", StringComparison.Ordinal) ? text
                : Within().Match(text) is { Success: true } within ? Filled().Replace(within.Groups[1].Value, "1") : null;
            if (settings is null)
                continue;
            using var document = JsonDocument.Parse(settings, AsConfiguration);
            foreach (var name in Names(document.RootElement, "").Where(name => name.StartsWith("Mote:", StringComparison.Ordinal)))
                yield return (Deploy.Name(file), name);
        }
    }

    private static IEnumerable<string> Names(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Names(property.Value, name is "" ? property.Name : $"{name}:{property.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Names(item, $"{name}:{i}")),
        _ => [name],
    };

    /// <summary>The keys of the page's table: <c>:Name</c> stands beside the key before it, a word in capitals for any.</summary>
    private static Regex[] Known()
    {
        List<Regex> known = [];
        foreach (var row in File.ReadLines(Path.Combine(Deploy.Repository, "docs", "configuration.md")).Where(line => line.StartsWith("| `Mote:", StringComparison.Ordinal)))
        {
            var before = "";
            foreach (Match key in Key().Matches(row.Split(" | ")[0]))
            {
                before = key.Groups[1].Value is [':', ..] beside ? before[..before.LastIndexOf(':')] + beside : key.Groups[1].Value;
                known.Add(new Regex($"^{Any().Replace(before, "[^:]+")}$"));
            }
        }

        return [.. known];
    }

    [GeneratedRegex(@"\bMote(__[A-Za-z0-9]+)+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"<< SETTINGS\n(.*?)\nSETTINGS\n", RegexOptions.Singleline)]
    private static partial Regex Within();

    [GeneratedRegex(@"\$\((?:[^()]|\([^()]*\))*\)|\$[a-z_]+")]
    private static partial Regex Filled();

    [GeneratedRegex(@"`([A-Za-z:0-9]+)`")]
    private static partial Regex Key();

    [GeneratedRegex(@"\b[A-Z]+\b")]
    private static partial Regex Any();
}
