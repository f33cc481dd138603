using System.CommandLine;
using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Recipes;

namespace Mote.Cli.Cohorts;

/// <summary><c>mote cohort</c>, of which <c>build</c> is here.</summary>
internal static class CohortCommand
{
    /// <summary>The pack that a command takes.</summary>
    public static readonly Argument<string> Pack = new("PACK") { Description = "The cohort pack." };

    private static readonly Option<string> Photos = new("--photos") { Description = "The folder of the photos.", Required = true };
    private static readonly Option<string> Labels = new("--labels") { Description = "A CSV file with the columns image, identity, partition and the attribute group; partitions are cohort-train, cohort-validation and cohort-calibration.", Required = true };
    private static readonly Option<string> Group = new("--group") { Description = "The column of the attribute group.", DefaultValueFactory = _ => "gender" };
    private static readonly Option<string> Out = new("--out") { Description = "The cohort pack to write, sealed.", Required = true };
    private static readonly Option<string> Recipes = new("--recipes") { Description = $"Recipes to calibrate for, separated by commas: {string.Join(", ", RecipeName.All)}. 'paper' takes minutes.", DefaultValueFactory = _ => "compact,single-unit" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Makes the pack repeatable.", DefaultValueFactory = _ => 1 };

    public static Command Create() => new("cohort", "The background people that enrolment needs.")
    {
        ServiceKeys.AddTo(new Command("build", "Make a cohort pack from labelled photos, sealed under the keys of the silo that will read it.") { Photos, Labels, Group, ModelOptions.Folder, ModelOptions.Detector, ModelOptions.Embedder, Out, Recipes, Seed }).Runs(Build),
        SealCommand.Create(),
        OpenCommand.Create(),
        MoveCommand.Create(),
    };

    /// <summary>The file that <see cref="Pack"/> names.</summary>
    /// <exception cref="UsageException">It is not there.</exception>
    public static string PackFile(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(Pack);
        return File.Exists(path) ? path : throw new UsageException($"There is no cohort pack '{path}': make one with 'mote cohort build'.");
    }


    private static async Task<int> Build(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        Recipe[] recipes = [.. parsed.GetRequiredValue(Recipes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name =>
            RecipeName.TryParse(name, out var recipe) ? recipe : throw new UsageException($"There is no recipe '{name}': give some of {string.Join(", ", RecipeName.All)}."))];
        foreach (var recipe in recipes)
            Enroller.RequireHere(recipe);
        var photos = LabelledPhotos.Read(parsed.GetRequiredValue(Photos), parsed.GetRequiredValue(Labels), parsed.GetRequiredValue(Group));
        // Before anything that takes minutes.
        using var keys = ServiceKeys.FindOrMake(parsed, screen);
        using var pipeline = parsed.Models().Open();
        var (pack, read, refused) = await CohortAssembly.Make(photos, pipeline, recipes, null, parsed.GetValue(Seed), screen, cancellationToken);
        var path = parsed.GetRequiredValue(Out);
        var version = await CohortPackFile.Seal(pack, path, keys.Provider, cancellationToken);
        screen.Result(
            new
            {
                path,
                photos = read,
                refused,
                pack.Hash,
                masterKeyVersion = version,
                embedder = pack.EmbedderHash,
                training = pack.Cohort.Training.Count,
                validation = pack.Cohort.Validation.Count,
                calibration = pack.Cohort.Calibration.Count,
                tau0 = pack.Fit.Tau0,
                synthesis = pack.Fit.Checks,
                tails = pack.Tails.Values.Select(tail => new { recipe = RecipeName.Of(tail.Recipe), tail.LowestRate, tail.Shape, tail.Subjects }),
                policies = pack.Policies.Select(policy => new { recipe = RecipeName.Of(policy.Recipe), policy.Name, policy.FalseMatchRate, shifts = pack.Cohort.Groups.Zip(policy.Shifts).ToDictionary(pair => pair.First, pair => pair.Second), policy.People }),
            },
            $"Wrote {path}: {pack.Cohort.Training.Count} + {pack.Cohort.Validation.Count} + {pack.Cohort.Calibration.Count} of {read} photos, hash {pack.Hash[..12]}, sealed under master key version {version} of {keys.Place}. Synthetic against real mated cosines (1 %, 5 %, median): "
            + string.Join("; ", pack.Fit.Checks.Select(check => $"{check.Group} {check.Synthetic.Low:F2} {check.Synthetic.Lower:F2} {check.Synthetic.Median:F2} against {check.Real.Low:F2} {check.Real.Lower:F2} {check.Real.Median:F2}")));
        return ExitCode.Done;
    }
}
