using System.CommandLine;
using System.Globalization;
using Mote.Cli.Models;
using Mote.Cli.Output;

namespace Mote.Cli.Demo;

/// <summary><c>mote demo</c>.</summary>
internal static class DemoCommand
{
    private static readonly Option<string> Photos = new("--photos") { Description = "The folder of the photos.", Required = true };
    private static readonly Option<string> Labels = new("--labels") { Description = "A CSV file with the columns image, identity, partition and the attribute group.", Required = true };
    private static readonly Option<string> Group = new("--group") { Description = "The column of the attribute group.", DefaultValueFactory = _ => "gender" };
    private static readonly Option<int> People = AtLeast(2, new("--people") { Description = "How many people to enrol, attribute groups in equal parts.", DefaultValueFactory = _ => 40 });
    private static readonly Option<int> Strangers = AtLeast(1, new("--strangers") { Description = "How many photos of strangers to try on everybody.", DefaultValueFactory = _ => 200 });
    private static readonly Option<double> Target = new("--target") { Description = "The false-match rate that decides, above 0 and below 1.", DefaultValueFactory = _ => 1e-3 };
    private static readonly Option<int?> CohortLimit = new("--cohort-limit") { Description = "Use at most so many people a cohort partition: quicker, and less exact." };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Chooses the people.", DefaultValueFactory = _ => 1 };
    private static readonly Option<bool> Keep = new("--keep") { Description = "Keep the silo's data, and say where it is." };

    public static Command Create() =>
        new Command("demo", "Enrol people from one photo each, verify them and strangers, restart, verify again, and say how well it went. Exit code 1 if a decision changed over the restart.")
        {
            ModelOptions.Folder, ModelOptions.Detector, ModelOptions.Embedder, Photos, Labels, Group, People, Strangers, Target, CohortLimit, Seed, Keep,
        }.Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var options = new DemoOptions(
            parsed.Models(),
            parsed.GetRequiredValue(Photos),
            parsed.GetRequiredValue(Labels),
            parsed.GetRequiredValue(Group),
            parsed.GetValue(People),
            parsed.GetValue(Strangers),
            parsed.GetValue(Target),
            parsed.GetValue(CohortLimit),
            parsed.GetValue(Seed));
        if (options.Target is not (> 0 and < 1))
            throw new UsageException("--target is above 0 and below 1.");

        var folder = Directory.CreateTempSubdirectory("mote-demo-");
        try
        {
            var result = await new DemoRun(options, screen).Run(folder.FullName, cancellationToken);
            if (screen.IsJson)
                screen.Result(result, "");
            else
                DemoReport.Show(result, screen, Arguments(parsed));
            return result.SameDecisionsAfterRestart ? ExitCode.Done : ExitCode.Failed;
        }
        finally
        {
            if (parsed.GetValue(Keep))
                screen.Say($"Kept: {folder.FullName}");
            else
                folder.Delete(recursive: true);
        }
    }

    /// <summary>What was given here and serves a silo of one's own too, as it is typed.</summary>
    private static (string Models, string Photos) Arguments(ParseResult parsed) => (
        Typed(parsed, ModelOptions.Folder) + Typed(parsed, ModelOptions.Detector) + Typed(parsed, ModelOptions.Embedder),
        Typed(parsed, Photos) + Typed(parsed, Labels) + (parsed.GetResult(Group) is { Implicit: false } ? Typed(parsed, Group) : ""));

    private static string Typed<T>(ParseResult parsed, Option<T> option)
        where T : class? =>
        parsed.GetValue(option)?.ToString() is { } value ? $" {option.Name} {(value.Contains(' ', StringComparison.Ordinal) ? $"'{value}'" : value)}" : "";

    private static Option<int> AtLeast(int least, Option<int> option)
    {
        option.Validators.Add(result =>
        {
            // What is no number is reported where it is read.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number < least)
                result.AddError($"{option.Name} is at least {least}.");
        });
        return option;
    }
}
