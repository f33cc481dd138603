using Mote.Evaluation.Figures;
using Mote.Evaluation.Metrics;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Reports;
using Mote.Evaluation.Scoring;

namespace Mote.Evaluation.Runs;

/// <summary>Evaluates recipes on subjects: recognition, fairness and what they cost.</summary>
/// <param name="set">Labelled embeddings.</param>
/// <param name="subjects">Who is evaluated.</param>
/// <param name="settings">How.</param>
/// <param name="work">The folder of what need not be computed again; a run that was stopped goes on there.</param>
/// <param name="stages">Shows how far it has come.</param>
public sealed class EvaluationRun(EvaluationSet set, IReadOnlyList<Subject> subjects, EvaluationSettings settings, string work, IStages stages)
{
    private const string Control = "single-unit";

    // A recipe that takes seconds a person is enrolled on the first draw alone, and its policies are chosen on fewer people.
    private static bool IsSlow(string recipe) => recipe == "paper";

    private static int PolicyPeople(string recipe) => IsSlow(recipe) ? 60 : 400;

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Stops it; what is done by then is kept in the folder.</param>
    /// <exception cref="Recognition.Cohorts.CohortException">The cohort is too small; the message says what it lacks.</exception>
    public async Task<(ProtocolFigures Protocol, IReadOnlyList<RecipeFigures> Recipes)> Run(CancellationToken cancellationToken)
    {
        ComparisonPlan[] draws = [.. Enumerable.Range(1, settings.Draws).Select(number => ReferenceDraw.Of(subjects, number, settings.References, settings.Seed))];
        var pack = await stages.Run("Fitting the cohort", _ => EvaluationPack.Of(set, work, settings.Seed, cancellationToken));
        var fta = 1 - (double)draws[0].Acquired(set).Count / draws[0].Probes.Count;
        var scoring = new PlanScoring(set, work, settings.Seed, settings.Threads);

        var evaluations = new List<RecipeEvaluation>();
        foreach (var name in settings.Recipes)
        {
            var recipe = await stages.Run($"{name}: calibrating", progress => ScoredRecipes.Make(name, pack, progress, cancellationToken));
            var scored = new List<ScoredPlan>();
            foreach (var plan in draws.Take(IsSlow(name) ? 1 : draws.Length).Append(PolicyCohort.Of(set, settings.References, PolicyPeople(name))))
                scored.Add(await stages.Run($"{name}: {plan.Enrolments.Count} people, {plan.Name}", progress => scoring.Run(recipe, plan, progress, cancellationToken)));
            evaluations.Add(await stages.Run($"{name}: figures and intervals", progress =>
                RecipeEvaluation.Of(recipe, scored[..^1], scored[^1], settings.Seed, fta, progress, cancellationToken)));
        }

        return (Protocol(draws[0], fta, pack), AgainstControl(evaluations));
    }

    private static RecipeFigures[] AgainstControl(List<RecipeEvaluation> evaluations)
    {
        var control = evaluations.FirstOrDefault(evaluation => evaluation.Figures.Name == Control);
        return [.. evaluations.Select(evaluation => evaluation.Figures with
        {
            DrawsVersusSingleUnit = control is null
                ? null
                : new(evaluation.Fnmr.ToDictionary(pair => pair.Key, pair => DrawTable.Against(pair.Value, control.Fnmr[pair.Key])), StringComparer.Ordinal),
        })];
    }

    private ProtocolFigures Protocol(ComparisonPlan first, double fta, EvaluationPack pack)
    {
        var probes = first.Acquired(set);
        var probesOf = probes.CountBy(probe => probe.Person).ToDictionary();
        int[] enrolled = [.. first.Enrolments.Where(enrolment => enrolment.Photos.Any(photo => set[photo] is not null)).Select(enrolment => enrolment.Person)];
        var mated = enrolled.Sum(probesOf.GetValueOrDefault);
        var cohort = pack.Pack.Cohort;
        return new ProtocolFigures
        {
            Draws = settings.Draws,
            References = settings.References,
            Probes = probes.Count,
            ProbesRefused = first.Probes.Count - probes.Count,
            Fta = fta,
            ReferencesRefused = first.Enrolments.Count - enrolled.Length,
            Mated = mated,
            NonMated = enrolled.Length * probes.Count - mated,
            Resamples = BootstrapInterval.Resamples,
            CohortPhotos = [cohort.Training.Count, cohort.Validation.Count, cohort.Calibration.Count],
        };
    }
}
