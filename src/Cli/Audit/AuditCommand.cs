using System.CommandLine;
using Mote.Cli.Evaluate;
using Mote.Cli.Output;
using Mote.Evaluation.Pages;
using Mote.Evaluation.Privacy;
using Mote.Evaluation.Reports;
using Mote.Evaluation.Scoring;
using Mote.Recognition.Recipes;

namespace Mote.Cli.Audit;

/// <summary><c>mote audit privacy</c>.</summary>
internal static class AuditCommand
{
    // What is audited where nothing is named: 'paper' takes seconds a template and is enrolled only where it is asked for.
    private static readonly string[] Usual = ["single-unit", "compact"];

    private static readonly Option<int> Permutations = new("--permutations") { Description = "At most so many label permutations behind a p-value, at least 19.", DefaultValueFactory = _ => 200 };
    private static readonly Option<int> Versions = new("--versions") { Description = "Template versions of each person in each of two realms.", DefaultValueFactory = _ => 2 };
    private static readonly Option<int> Lockout = new("--lockout") { Description = "Consecutive non-matches after which the service answers no more.", DefaultValueFactory = _ => 10 };

    public static Command Create()
    {
        var privacy = StoreOptions.AddTo(EvaluationOptions.AddTo(new Command(
            "privacy", "Attack the templates of labelled people, or with --store those of a realm's own store, as whoever has the store, the keys besides, or only the API, and write what they learn to report.json and report.html. Plain vector templates are always the first row of labelled people; 'paper' only where --recipes names it.")));
        foreach (var option in new Option[] { Permutations, Versions, Lockout })
            privacy.Options.Add(option);
        return new Command("audit", "What attackers learn, and what was decided and changed.") { privacy.Runs(Privacy), TrailCommand.Create(), CheckCommand.Create(), AcceptCommand.Create() };
    }

    private static async Task<int> Privacy(ParseResult parsed, Screen screen, CancellationToken cancellationToken)
    {
        var settings = Settings(parsed, parsed.GetValue(EvaluationOptions.SeedNumber));
        if (StoreOptions.Of(parsed) is { } store)
            return await StoreCommand.Run(store, settings, new ReportFolder(parsed.GetRequiredValue(EvaluationOptions.OutFolder)), screen, cancellationToken);

        var options = EvaluationOptions.Of(parsed);
        var material = await EvaluationMaterial.Read(options, screen, cancellationToken);
        var folder = new ReportFolder(options.Out);
        var attacked = PrivacyMaterial.Of(material.Set, material.Subjects, options.Seed);
        var audit = new PrivacyAudit(attacked, settings);
        var pack = await screen.Progress("Fitting the cohort", _ => Task.Run(() => EvaluationPack.Of(material.Set, folder.Work, options.Seed, cancellationToken), cancellationToken));

        List<PrivacyFigures> rows = [.. await Attack(new VectorTemplates(attacked.CosineThreshold))];
        foreach (var name in EvaluationOptions.NamesRecipes(parsed) ? options.Recipes : Usual)
        {
            // Rows of vectors compared otherwise are rows of the same templates.
            if (!RecipeName.TryParse(name, out var recipe))
                continue;
            await screen.Progress($"{name}: calibrating", progress => Task.Run(() =>
            {
                pack.Calibrate(recipe, progress, cancellationToken);
                return true;
            }, cancellationToken));
            rows.AddRange(await Attack(new RecipeTemplates(pack.Pack, recipe, options.Seed)));
        }

        var report = await folder.Update(material.Empty(options.Seed), before => before with { Privacy = rows });
        if (screen.IsJson)
            screen.Result(report, "");
        else
            PrivacyTable.Show(report, folder, screen);
        return ExitCode.Done;

        Task<IReadOnlyList<PrivacyFigures>> Attack(ITemplateSource source) => screen.Progress(
            $"{source.Name}: attacking {attacked.Subjects.Count} people", progress => Task.Run(() => audit.Run(source, progress, cancellationToken), cancellationToken));
    }

    private static PrivacyAuditSettings Settings(ParseResult parsed, ulong seed)
    {
        try
        {
            return new PrivacyAuditSettings { Permutations = parsed.GetValue(Permutations), Versions = parsed.GetValue(Versions), Lockout = parsed.GetValue(Lockout), Seed = seed };
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            throw new UsageException($"--{wrong.ParamName!.ToLowerInvariant()}: {wrong.Message}");
        }
    }
}
