using System.CommandLine;
using Mote.Cli.Output;
using Mote.Evaluation.Pages;
using Mote.Evaluation.Runs;

namespace Mote.Cli.Evaluate;

/// <summary><c>mote evaluate</c>.</summary>
internal static class EvaluateCommand
{
    public static Command Create() => EvaluationOptions
        .AddTo(new Command("evaluate", "Measure recognition and fairness on labelled embeddings or photos, and write report.json and report.html."))
        .Runs(Run);

    private static async Task<int> Run(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var options = EvaluationOptions.Of(parsed);
        if (options.LeftOut is { } leftOut)
            screen.Say(leftOut);
        var material = await EvaluationMaterial.Read(options, screen, cancellationToken);
        var folder = new ReportFolder(options.Out);
        var settings = new EvaluationSettings { Recipes = options.Recipes, Draws = options.Draws, References = options.References, Seed = options.Seed };
        var (protocol, recipes) = await new EvaluationRun(material.Set, material.Subjects, settings, folder.Work, new ScreenStages(screen)).Run(cancellationToken);
        var report = await folder.Update(material.Empty(options.Seed), before => before with
        {
            Protocol = protocol with { Refused = new SortedDictionary<string, int>(material.Refused.ToDictionary(), StringComparer.Ordinal) },
            Recipes = recipes,
        });
        if (screen.IsJson)
            screen.Result(report, "");
        else
            EvaluationTable.Show(report, folder, screen);
        return ExitCode.Done;
    }
}
