using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Settings;
using Mote.Tests;

namespace Mote.Silo.Tests.Settings;

/// <summary>The page of settings and the classes that they are bound to name the same.</summary>
public sealed partial class DocumentedSettingsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-settings-");
    private TestSilo? _silo;

    private static string Page { get; } = File.ReadAllText(Path.Combine((string)AppContext.GetData("Mote.Repository")!, "docs", "configuration.md"));

    private SettingsSection[] Sections => [.. _silo!.Services.GetServices<SettingsSection>()];

    // It need not run: what can be set is known before.
    public ValueTask InitializeAsync()
    {
        _silo = TestSilo.Of(TwoRealms.Plan(_folder.FullName));
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void EverySettingOfThePage_IsKnown()
    {
        string[] documented = [.. Documented().Where(setting => setting.StartsWith("Mote:", StringComparison.Ordinal) && !setting.EndsWith("...", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];
        Assert.True(documented.Length > 80, $"{documented.Length} were found.");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(documented.Select(setting => KeyValuePair.Create(setting, (string?)"1"))).Build();
        Assert.DoesNotContain(new SettingsCheck(Sections).Faults(configuration), fault => fault.Contains("is no setting", StringComparison.Ordinal));
    }

    [Fact]
    public void EverySetting_StandsOnThePage()
    {
        var documented = Documented().Select(Named).ToHashSet(StringComparer.Ordinal);
        // Refused by its name, so that whoever has it learns what came in its place.
        documented.Add("Mote:Cluster:SiloPort");
        var unsaid = Sections.SelectMany(section => All(section.Path is "" ? "Mote" : $"Mote:{section.Path}", section.Type)).Distinct(StringComparer.Ordinal)
            // One line of the page says that any of these may be said for a realm.
            .Where(setting => !documented.Contains(setting) && !documented.Contains(ForRealm().Replace(setting, ":Realms:*:...")));
        Assert.Empty(unsaid);
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static IEnumerable<string> All(string path, Type type) =>
        SettingKind.IsValue(type) ? [path] :
        SettingKind.Element(type) is { } element ? All($"{path}:*", element) :
        SettingKind.Settings(type).SelectMany(setting => All($"{path}:{setting.Name}", setting.PropertyType));

    // `Mote:A:B`, `:C` names Mote:A:C as well.
    private static IEnumerable<string> Documented()
    {
        foreach (var row in Page.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var parent = "";
            foreach (Match named in Quoted().Matches(row.Split('|')[1]))
            {
                var name = named.Groups[1].Value;
                var single = End().Replace(name, "");
                if (name[0] != ':')
                    parent = single.Contains(':', StringComparison.Ordinal) ? single[..single.LastIndexOf(':')] : "";
                yield return Index().Replace(name[0] == ':' ? parent + name : name, ":0");
            }
        }
    }

    private static string Named(string setting) => Placeholder().Replace(setting, ":*");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(":[NM]$")]
    private static partial Regex End();

    [GeneratedRegex(":[NM](?=:|$)")]
    private static partial Regex Index();

    [GeneratedRegex(":(0|NAME|REALM|DOOR)(?=:|$)")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@":Realms:\*:.*$")]
    private static partial Regex ForRealm();
}
