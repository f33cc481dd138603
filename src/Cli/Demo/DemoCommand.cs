using System.CommandLine;
using System.Globalization;
using Mote.Cli.Output;
using Spectre.Console;

namespace Mote.Cli.Demo;

/// <summary><c>mote demo</c>.</summary>
internal static class DemoCommand
{
    private static readonly Option<string> Models = new("--models") { Description = "The folder of the detector and the embedder.", Required = true };
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
        new Command("demo", "Enrol people from one photo each, verify them and strangers, restart, verify again, and say how well it went.")
        {
            Models, Photos, Labels, Group, People, Strangers, Target, CohortLimit, Seed, Keep,
        }.Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var options = new DemoOptions(
            parsed.GetRequiredValue(Models),
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
            screen.Result(result, "");
            if (!screen.IsJson)
                Show(result, screen, parsed);
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

    private static void Show(DemoResult result, Screen screen, ParseResult parsed)
    {
        var table = new Table().AddColumns("", $"Mote ({result.Recipe})", "cosine");
        table.AddRow("People enrolled, one photo each", $"{result.Enrolled}", "");
        table.AddRow("Comparisons, mated and non-mated", $"{result.MatedComparisons:N0} and {result.NonMatedComparisons:N0}", "the same");
        table.AddRow("FNMR: own photos rejected", Percent(result.Fnmr), Percent(result.CosineFnmr));
        table.AddRow("  by group", Groups(result.FnmrByGroup), "");
        table.AddRow($"FMR: strangers accepted, target {Percent(result.TargetFmr)}", Percent(result.Fmr), Percent(result.CosineFmr));
        table.AddRow("  by group", Groups(result.FmrByGroup), "");
        table.AddRow("Median enrolment and verification", string.Create(CultureInfo.InvariantCulture, $"{result.EnrolMsMedian:F0} ms and {result.VerifyMsMedian:F0} ms"), "");
        table.AddRow("Bytes a person, the network's", $"{result.BytesPerIdentity:N0}", "512 (float32, readable by anyone)");
        table.AddRow("After the restart", result.SameDecisionsAfterRestart ? $"the same {result.VerifiedAfterRestart:N0} decisions" : "decisions differ", "");
        screen.People.Write(table);

        if (result.FailuresToEnrol.Count > 0)
            screen.Say($"Failures to enrol: {string.Join(", ", result.FailuresToEnrol.Select(failure => $"{failure.Value} {failure.Key}"))}.");
        if (result.ComparisonsNotAcquired > 0)
            screen.Say($"{result.ComparisonsNotAcquired:N0} comparisons had a photo that was refused, and count in neither rate.");
        screen.Say(string.Create(CultureInfo.InvariantCulture, $"The FNMR rests on {result.MatedErrors} errors, and one more would be {100.0 / Math.Max(1, result.MatedComparisons):F2} points: fewer than 30 carry no claim. {result.Seconds:F0} s in all."));
        screen.Say("Next, a silo of your own:");
        screen.Say($"  mote cohort build --models {parsed.GetValue(Models)} --photos {parsed.GetValue(Photos)} --labels {parsed.GetValue(Labels)} --out cohort.pack");
        screen.Say($"  mote up --models {parsed.GetValue(Models)} --cohort cohort.pack");
        screen.Say("where 'mote' is: dotnet run -c Release --project src/Cli --");
    }

    private static string Percent(double share) => share.ToString("P2", CultureInfo.InvariantCulture);

    private static string Groups(IReadOnlyDictionary<string, double> shares) => string.Join("   ", shares.Select(group => $"{group.Key} {Percent(group.Value)}"));

    private static Option<int> AtLeast(int least, Option<int> option)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < least)
                result.AddError($"{option.Name} is at least {least}.");
        });
        return option;
    }
}
