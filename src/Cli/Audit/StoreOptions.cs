using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Mote.Cli.Evaluate;
using Mote.Cli.Home;
using Mote.Cli.Keys;
using Mote.Cli.Models;
using Mote.Cli.Output;

namespace Mote.Cli.Audit;

/// <summary>Which realm's own store is audited, in place of an evaluation set.</summary>
/// <param name="Store">How the silo of the store is configured.</param>
/// <param name="Realm">The realm.</param>
/// <param name="Other">How the silo of a second store is configured, whose templates of the same subjects are linked with these; null for none.</param>
/// <param name="OtherRealm">The realm in it.</param>
/// <param name="Cohort">The cohort pack that the realm is enrolled with.</param>
/// <param name="Labels">The CSV file that says which group subjects are of; null for none.</param>
/// <param name="Group">Its column.</param>
internal sealed record StoreOptions(IConfiguration Store, string Realm, IConfiguration? Other, string OtherRealm, string Cohort, string? Labels, string Group)
{
    private static readonly Option<string?> StoreOption = new("--store") { Description = "In place of an evaluation set, a realm's own store: the data folder of 'mote up', or a silo's configuration file (JSON; environment variables MOTE__... come on top). Only read." };
    private static readonly Option<string> RealmOption = new("--realm") { Description = "The realm in --store.", DefaultValueFactory = _ => "default" };
    private static readonly Option<string?> KeysOption = new("--keys") { Description = "The folder of the master keys of the data folder --store, where 'mote up' was told it." };
    private static readonly Option<string?> OtherOption = new("--other-store") { Description = "A second store, given likewise, whose templates of the same subjects an attacker tries to link with those of --store." };
    private static readonly Option<string?> OtherKeysOption = new("--other-keys") { Description = "The same for --other-store." };
    private static readonly Option<string> OtherRealmOption = new("--other-realm") { Description = "The realm in --other-store.", DefaultValueFactory = _ => "default" };
    private static readonly Option<string?> CohortOption = new("--cohort") { Description = "The cohort pack that the realm of --store is enrolled with; the demo's if nothing is said." };

    /// <summary>Gives a command these options.</summary>
    public static Command AddTo(Command command)
    {
        foreach (var option in new Option[] { StoreOption, RealmOption, KeysOption, OtherOption, OtherRealmOption, OtherKeysOption, CohortOption })
            command.Options.Add(option);
        return command;
    }

    /// <summary>What the command line says; null if it names no store.</summary>
    /// <exception cref="UsageException">Something is missing, or goes with evaluation sets only.</exception>
    public static StoreOptions? Of(ParseResult parsed)
    {
        if (parsed.GetValue(StoreOption) is not { } store)
            return parsed.GetValue(OtherOption) is null ? null : throw new UsageException("--other-store goes with --store.");
        if (EvaluationOptions.NamesSet(parsed))
            throw new UsageException("Give --store, or an evaluation set by --embeddings or --photos, and not both.");
        return new StoreOptions(
            Configuration(store, parsed.GetValue(KeysOption)),
            parsed.GetRequiredValue(RealmOption),
            parsed.GetValue(OtherOption) is { } other ? Configuration(other, parsed.GetValue(OtherKeysOption)) : null,
            parsed.GetRequiredValue(OtherRealmOption),
            parsed.GetValue(CohortOption) ?? BundledModels.Find().Cohort,
            parsed.GetValue(EvaluationOptions.LabelsFile),
            parsed.GetRequiredValue(EvaluationOptions.GroupColumn));
    }

    private static IConfiguration Configuration(string path, string? keys)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var builder = new ConfigurationBuilder();
        if (Directory.Exists(path))
        {
            var data = new DataFolder(path);
            builder.AddInMemoryCollection(data.Settings);
            // Where there is no store, or the environment says where the keys are, none are looked for.
            if (File.Exists(data.Database) && !environment.GetSection("Mote:Keys").Exists())
                builder.AddInMemoryCollection(KeyFolder.Find(data, keys).Settings);
        }
        else if (File.Exists(path))
        {
            builder.AddJsonFile(Path.GetFullPath(path));
        }
        else
        {
            throw new UsageException($"There is no '{path}': --store and --other-store name the data folder of 'mote up', or a silo's configuration file.");
        }

        return builder.AddConfiguration(environment).Build();
    }
}
