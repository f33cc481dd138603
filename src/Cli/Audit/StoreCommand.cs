using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Mote.Cli.Output;
using Mote.Evaluation.Pages;
using Mote.Evaluation.Privacy;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Reports;
using Mote.Grains.Reading;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Records;
using Mote.Silo.Keys;
using Mote.Silo.Stored;

namespace Mote.Cli.Audit;

/// <summary><c>mote audit privacy --store</c>: what whoever has a realm's store, its outer encryption opened, learns from it.</summary>
internal static class StoreCommand
{
    // As many as are asked in the audit of an evaluation set.
    private const int BankFaces = 200;

    public static async Task<int> Run(StoreOptions options, PrivacyAuditSettings settings, ReportFolder folder, Screen screen, CancellationToken cancellationToken)
    {
        var groups = options.Labels is { } labels ? SubjectGroups.Read(labels, options.Group) : new Dictionary<string, string>();
        var store = await Read(options.Store, options.Realm, "Reading the store");
        var pack = await Cohort(options, cancellationToken);
        var other = options.Other is { } second ? await Read(second, options.OtherRealm, "Reading the other store") : new StoredRealm([], new Dictionary<string, int>());
        var (enrolled, others) = (OfThisCohort(store, pack, options.Realm, screen), OfThisCohort(other, pack, options.OtherRealm, screen));
        if (enrolled.Count == 0)
            throw new UsageException($"Nobody in realm '{options.Realm}' of the store is enrolled with cohort {pack.Hash[..12]}: name the realm by --realm and its cohort pack by --cohort.");

        List<PrivacyFigures> rows = [];
        foreach (var recipe in enrolled.Select(identity => identity.Template.Network.Recipe).Distinct().Order())
        {
            var source = new RecipeTemplates(pack, recipe, settings.Seed);
            var (templates, linked) = (Held(enrolled, source, recipe), Held(others, source, recipe));
            var bank = Bank(pack.Cohort.Validation).Select(source.See).ToArray();
            var (figures, leftOut) = await screen.Progress(
                $"{source.Name}: attacking {templates.Length} people",
                progress => Task.Run(() => new StoreAudit(settings).Run(source.Name, templates, linked, groups, bank, progress, cancellationToken), cancellationToken));
            rows.Add(figures);
            foreach (var reason in leftOut)
                screen.Say($"  {source.Name}: left out. {reason}");
        }

        var report = await folder.Update(Empty(enrolled, groups, pack, settings.Seed), before => before with { Privacy = rows });
        if (screen.IsJson)
            screen.Result(report, "");
        else
            PrivacyTable.Show(report, folder, screen);
        return ExitCode.Done;

        Task<StoredRealm> Read(IConfiguration configuration, string realm, string title) =>
            screen.Progress(title, progress => RealmStore.Read(configuration, realm, progress, cancellationToken));
    }

    /// <summary>The pack, sealed under the keys of the store or lying open.</summary>
    private static async Task<CohortPack> Cohort(StoreOptions options, CancellationToken cancellationToken)
    {
        var keys = KeySettings.Open(options.Store);
        using var disposable = keys as IDisposable;
        return (await CohortPackFile.Read(options.Cohort, keys, cancellationToken)).Pack;
    }

    /// <summary>The identities that the cohort can ask; says how many others there are, and why.</summary>
    private static List<StoredIdentity> OfThisCohort(StoredRealm realm, CohortPack pack, string name, Screen screen)
    {
        foreach (var (code, count) in realm.Refused)
            screen.Say($"  {count} records of realm '{name}' were refused: {code}");
        List<StoredIdentity> known = [.. realm.Identities.Where(identity => identity.Template.CohortHash == pack.Hash)];
        if (known.Count < realm.Identities.Count)
            screen.Say(string.Create(CultureInfo.InvariantCulture, $"  {realm.Identities.Count - known.Count} people of realm '{name}' are enrolled with another cohort than {pack.Hash[..12]} and left out"));
        return known;
    }

    private static StoredTemplate[] Held(IEnumerable<StoredIdentity> identities, RecipeTemplates source, Recipe recipe) => [.. identities
        .Where(identity => identity.Template.Network.Recipe == recipe)
        .Select(identity => new StoredTemplate(identity.Subject, identity.Version, source.Held(identity.Template.Network)))];

    /// <summary>Faces of the cohort that no network was trained on, groups in turn.</summary>
    private static IEnumerable<float[]> Bank(CohortSlice faces) => Enumerable.Range(0, faces.Count)
        .Select(row => (row, group: faces.Groups[row]))
        .GroupBy(face => face.group).OrderBy(group => group.Key)
        .SelectMany(group => group.Select((face, rank) => (face.row, rank)))
        .OrderBy(face => face.rank)
        .Take(BankFaces)
        .Select(face => faces.Embeddings[face.row].ToArray());

    private static EvaluationReport Empty(List<StoredIdentity> enrolled, IReadOnlyDictionary<string, string> groups, CohortPack pack, ulong seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var identity in enrolled)
            hash.AppendData(identity.Template.ToBytes());
        return new EvaluationReport
        {
            Subjects = enrolled.Count,
            Groups = new SortedDictionary<string, int>(
                enrolled.Where(identity => groups.ContainsKey(identity.Subject)).CountBy(identity => groups[identity.Subject]).ToDictionary(), StringComparer.Ordinal),
            Dimension = pack.Cohort.Dimension,
            Seed = seed,
            Inputs = Convert.ToHexStringLower(hash.GetHashAndReset()),
        };
    }
}
