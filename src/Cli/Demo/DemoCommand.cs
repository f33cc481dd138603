using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Mote.Cli.Demo.Silos;
using Mote.Cli.Home;
using Mote.Cli.Keys;
using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Pages;

namespace Mote.Cli.Demo;

/// <summary><c>mote demo</c>.</summary>
internal static class DemoCommand
{
    private static readonly Option<string?> Photos = new("--photos") { Description = "The folder of photos of real people; with --labels and --models." };
    private static readonly Option<string?> Labels = new("--labels") { Description = "A CSV file with the columns image, identity, partition and the attribute group." };
    private static readonly Option<string> Group = new("--group") { Description = "The column of the attribute group.", DefaultValueFactory = _ => "gender" };
    private static readonly Option<int> People = AtLeast(2, new("--people") { Description = "How many people to enrol, attribute groups in equal parts.", DefaultValueFactory = _ => 40 });
    private static readonly Option<int> Strangers = AtLeast(1, new("--strangers") { Description = "How many photos of strangers to try on everybody.", DefaultValueFactory = _ => 200 });
    private static readonly Option<double> Target = new("--target") { CustomParser = InvariantNumber.Required, Description = "The false-match rate that decides, above 0 and below 1.", DefaultValueFactory = _ => 1e-3 };
    private static readonly Option<int?> CohortLimit = new("--cohort-limit") { Description = "Use at most so many people a cohort partition: quicker, and less exact." };
    private static readonly Option<ulong> Seed = new("--seed") { Description = "Chooses the people.", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Report = new("--report") { Description = "The page to write.", DefaultValueFactory = _ => "mote-demo.html" };
    private static readonly Option<bool> Stay = new("--stay") { Description = "At the end leave the silo and its console running until Ctrl+C. Without it, as a terminal is there to show them.", DefaultValueFactory = _ => !Console.IsOutputRedirected };
    private static readonly Option<int> Silos = AtLeast(1, new("--silos") { Description = "How many silos: with two or more the demo is another one, in which one of them is killed.", DefaultValueFactory = _ => 1 });
    private static readonly Option<string?> Azurite = new("--azurite") { Description = "For several silos: the folder of azurite-blob and azurite-table. Without it those on the PATH, or else npm fetches them once." };
    private static readonly Option<bool> Keep = new("--keep") { Description = "Keep the silo's data, and say where it is." };

    public static Command Create() =>
        new Command("demo", "Enrol people from one photo each, verify them and strangers, restart, verify again, and say how well it went: people who do not exist, unless --models, --photos and --labels name real ones. Exit code 1 if a decision changed over the restart.")
        {
            ModelOptions.Folder, ModelOptions.Detector, ModelOptions.Embedder, Photos, Labels, Group, People, Strangers, Target, CohortLimit, Seed, Report, Stay, Keep, Silos, Azurite,
        }.Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var options = new DemoOptions(parsed.GetValue(People), parsed.GetValue(Strangers), parsed.GetValue(Target), parsed.GetValue(CohortLimit), parsed.GetValue(Seed));
        if (options.Target is not (> 0 and < 1))
            throw new UsageException("--target is above 0 and below 1.");
        if (options.Seed == 0)
            throw new UsageException("--seed is at least 1.");
        var (photos, labels) = (parsed.GetValue(Photos), parsed.GetValue(Labels));
        var isReal = parsed.NamesModels() || photos is not null || labels is not null;
        if (isReal && (!parsed.NamesModels() || photos is null || labels is null))
            throw new UsageException("Real people need --models, --photos and --labels together; without any of them the demo runs on people who do not exist.");

        if (parsed.GetValue(Silos) is var silos and > 1)
            return await RunSilos(silos, parsed.GetValue(Azurite), isReal ? throw new UsageException("Several silos are shown with people who do not exist: leave --models, --photos and --labels out.") : options, screen, cancellationToken);

        var folder = Directory.CreateTempSubdirectory("mote-demo-");
        try
        {
            var material = isReal
                ? DemoMaterial.Real(parsed.Models(), photos!, labels!, parsed.GetRequiredValue(Group), options)
                : await SyntheticPeople.Photograph(folder.CreateSubdirectory("photos").FullName, options, screen, cancellationToken);
            // What is thrown away afterwards has its keys thrown away with it; they are not in the data all the same.
            var silo = new DemoSilo(material, LocalStore.Open(new DataFolder(Path.Combine(folder.FullName, "data")), Path.Combine(folder.FullName, "keys")), options.Target);
            var outcome = await new DemoRun(options, material, silo, screen).Run(folder.FullName, cancellationToken);
            var report = parsed.GetRequiredValue(Report);
            await File.WriteAllTextAsync(report, await RenderedHtml.Of<DemoPage>(DemoPageModel.Of(outcome, material)), cancellationToken);
            await using var console = parsed.GetValue(Stay) ? await silo.Start(outcome.Cohort, locksOut: true, cancellationToken) : null;
            var result = outcome.Result with { Console = console is null ? null : DemoConsole.Of(console.Urls.First(), silo.Key, material, outcome.Scores) };
            if (screen.IsJson)
                screen.Result(result, "");
            else
                DemoReport.Show(result, screen, report, isReal ? NextWithReal(parsed) : NextWithoutFiles());
            if (console is not null)
                await console.WaitForShutdownAsync(cancellationToken);
            return result.SameDecisionsAfterRestart ? ExitCode.Done : ExitCode.Failed;
        }
        finally
        {
            if (parsed.GetValue(Keep))
                screen.Say($"Kept: {folder.FullName}. A silo on it: mote up --data {Path.Combine(folder.FullName, "data")} --keys {Path.Combine(folder.FullName, "keys")}; a key to it: the same with 'mote keys operator'.");
            else
                folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunSilos(int silos, string? azurite, DemoOptions options, Screen screen, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("mote-demo-");
        try
        {
            var material = await SyntheticPeople.Photograph(folder.CreateSubdirectory("photos").FullName, options with { Strangers = 0 }, screen, cancellationToken);
            var result = await new SilosDemo(silos, azurite, options.Target, material.Plan.References, material.Plan.Probes, screen).Run(folder.FullName, cancellationToken);
            screen.Result(result, "Next: docs/operations.md says how to run several silos of your own.");
            return result.IsAsPromised ? ExitCode.Done : ExitCode.Failed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What was given here and serves a silo of one's own too, as it is typed.</summary>
    private static string[] NextWithReal(ParseResult parsed)
    {
        var models = Typed(parsed, ModelOptions.Folder) + Typed(parsed, ModelOptions.Detector) + Typed(parsed, ModelOptions.Embedder);
        var photos = Typed(parsed, Photos) + Typed(parsed, Labels) + (parsed.GetResult(Group) is { Implicit: false } ? Typed(parsed, Group) : "");
        return [$"mote cohort build{models}{photos} --out cohort.pack", $"mote up{models} --cohort cohort.pack"];
    }

    private static string[] NextWithoutFiles() =>
    [
        "mote up                          a silo of your own, on the same models",
        "mote demo --keep                 leaves the photos and the silo's state for you to try",
        "mote models get mobilefacenet    a model that knows real faces ('mote models list' shows all)",
    ];

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
