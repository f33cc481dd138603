using System.Text.Json.Nodes;
using Mote.Golden.Tests.Silos;
using Mote.Tests;

namespace Mote.Golden.Tests.Golden;

/// <summary>The stores that one version of Mote wrote, with all that is needed to open them and what they answer.</summary>
/// <param name="name">The version.</param>
internal sealed class GoldenVersion(string name)
{
    /// <summary>Where all versions lie.</summary>
    public static string Root { get; } = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "tests", "Golden.Tests", "Versions");

    /// <summary>The versions there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    public string Folder { get; } = Path.Combine(Root, name);

    /// <summary>Where the models of this version are kept once others come with Mote.</summary>
    public string KeptModels => Path.Combine(Folder, "models");

    /// <summary>The models that its stores were made with.</summary>
    public string Models => Directory.Exists(KeptModels) ? KeptModels : GoldenModels.Shipped;

    /// <summary>The demo's cohort with a tail for the recipe <c>paper</c>, which the demo's own lacks.</summary>
    public string Cohort => Path.Combine(Folder, "golden.cohort");

    public string PhotoFolder => Path.Combine(Folder, "photos");

    /// <summary>The photos that everybody is asked about, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Photos => Directory.EnumerateFiles(PhotoFolder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);

    public string StoreFile(string provider) => Path.Combine(Folder, $"{provider}.zip");

    public string DecisionsFile(string provider) => Path.Combine(Folder, $"{provider}.decisions.csv");

    public string AnswersFile(string provider) => Path.Combine(Folder, $"{provider}.answers.json");

    public string KeyFile(int version) => Path.Combine(Folder, "keys", FormattableString.Invariant($"master-{version}.key"));

    public string Key(int version) => File.ReadAllText(KeyFile(version)).Trim();

    public Decision[] Decisions(string provider) => Decision.Load(DecisionsFile(provider));

    public JsonObject Answers(string provider) => (JsonObject)JsonNode.Parse(File.ReadAllText(AnswersFile(provider)))!;

    /// <summary>A temporary copy of a store, with both master keys, that silos can be started on.</summary>
    public async Task<Deployment> Restore(string provider, AzuriteServer? azurite, CancellationToken cancellationToken)
    {
        var copy = new Deployment(provider, Models, Cohort, azurite);
        try
        {
            foreach (var version in new[] { 1, 2 })
                copy.AddKey(version, Key(version));
            await copy.Unpack(StoreFile(provider), cancellationToken);
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }
}
