using System.CommandLine;
using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Recognition.Networks;

namespace Mote.Cli.Cohorts;

/// <summary><c>mote cohort build</c>.</summary>
internal static class CohortCommand
{
    private static readonly Option<string> Photos = new("--photos") { Description = "The folder of the photos.", Required = true };
    private static readonly Option<string> Labels = new("--labels") { Description = "A CSV file with the columns image, identity, partition and the attribute group; partitions are cohort-train, cohort-validation and cohort-calibration.", Required = true };
    private static readonly Option<string> Group = new("--group") { Description = "The column of the attribute group.", DefaultValueFactory = _ => "gender" };
    private static readonly Option<string> Out = new("--out") { Description = "The cohort pack to write.", Required = true };
    private static readonly Option<string> Recipes = new("--recipes") { Description = $"Recipes to calibrate for, separated by commas: {string.Join(", ", RecipeName.All)}. 'paper' takes minutes.", DefaultValueFactory = _ => "compact,single-unit" };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Makes the pack repeatable.", DefaultValueFactory = _ => 1 };

    public static Command Create() => new("cohort", "The background people that enrolment needs.")
    {
        new Command("build", "Make a cohort pack from labelled photos.") { Photos, Labels, Group, ModelOptions.Folder, ModelOptions.Detector, ModelOptions.Embedder, Out, Recipes, Seed }.Runs(Build),
    };

    private static async Task<int> Build(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        Recipe[] recipes = [.. parsed.GetRequiredValue(Recipes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name =>
            RecipeName.TryParse(name, out var recipe) ? recipe : throw new UsageException($"There is no recipe '{name}': give some of {string.Join(", ", RecipeName.All)}."))];
        var photos = LabelledPhotos.Read(parsed.GetRequiredValue(Photos), parsed.GetRequiredValue(Labels), parsed.GetRequiredValue(Group));
        using var pipeline = parsed.Models().Open();
        var (pack, read, refused) = await CohortAssembly.Make(photos, pipeline, recipes, null, parsed.GetValue(Seed), screen, cancellationToken);
        var path = parsed.GetRequiredValue(Out);
        pack.Save(path);
        screen.Result(
            new
            {
                path,
                photos = read,
                refused,
                pack.Hash,
                embedder = pack.EmbedderHash,
                training = pack.Cohort.Training.Count,
                validation = pack.Cohort.Validation.Count,
                calibration = pack.Cohort.Calibration.Count,
                tau0 = pack.Fit.Tau0,
                synthesis = pack.Fit.Checks,
                tails = pack.Tails.Values.Select(tail => new { recipe = RecipeName.Of(tail.Recipe), tail.LowestRate, tail.Shape, tail.Subjects }),
                policies = pack.Policies.Select(policy => new { recipe = RecipeName.Of(policy.Recipe), policy.Name, policy.FalseMatchRate, shifts = pack.Cohort.Groups.Zip(policy.Shifts).ToDictionary(pair => pair.First, pair => pair.Second), policy.People }),
            },
            $"Wrote {path}: {pack.Cohort.Training.Count} + {pack.Cohort.Validation.Count} + {pack.Cohort.Calibration.Count} of {read} photos, hash {pack.Hash[..12]}. Synthetic against real mated cosines (1 %, 5 %, median): "
            + string.Join("; ", pack.Fit.Checks.Select(check => $"{check.Group} {check.Synthetic.Low:F2} {check.Synthetic.Lower:F2} {check.Synthetic.Median:F2} against {check.Real.Low:F2} {check.Real.Lower:F2} {check.Real.Median:F2}")));
        return ExitCode.Done;
    }
}
