using Mote.Evaluation.Metrics;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Recipes;
using Mote.Evaluation.Reports;
using Mote.Evaluation.Scoring;

namespace Mote.Evaluation.Figures;

/// <summary>All figures of one recipe.</summary>
/// <param name="Figures">What is reported, but for the comparison with other recipes.</param>
/// <param name="Fnmr">The resampled FNMR of every draw, by false-match rate.</param>
internal sealed record RecipeEvaluation(RecipeFigures Figures, IReadOnlyDictionary<string, IReadOnlyList<Resampled>> Fnmr)
{
    private const int DetPoints = 160;

    /// <param name="recipe">The recipe.</param>
    /// <param name="draws">What it gave on every draw.</param>
    /// <param name="cohort">What it gave on the cohort people for policies.</param>
    /// <param name="seed">Which resamples.</param>
    /// <param name="fta">The failure-to-acquire rate of the first draw.</param>
    /// <param name="progress">Told how far it has come, 0 to 1.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="EvaluationSetException">There is nothing to compare.</exception>
    public static RecipeEvaluation Of(
        IScoredRecipe recipe, IReadOnlyList<ScoredPlan> draws, ScoredPlan cohort, ulong seed, double fta, IProgress<double> progress, CancellationToken cancellationToken)
    {
        if (draws.FirstOrDefault(draw => !draw.IsComparable) is { } empty)
            throw new EvaluationSetException($"{recipe.Name}, {empty.Plan.Name}: of {empty.Plan.Enrolments.Count} people {empty.Failures} could not be enrolled, and nobody of the others has a probe that can be used: give photos that show faces.");
        var first = draws[0];
        var fte = (double)first.Failures / first.Plan.Enrolments.Count;
        ScoreSet[] sets = [.. draws.Select(draw => ScoreSet.Of(draw.Raw))];
        var fnmr = FalseMatchRates.All.ToDictionary(
            rate => rate.Key,
            rate => (IReadOnlyList<Resampled>)[.. sets.Select(set => Points(set).ResampledAtFmr(rate.Rate))]);
        progress.Report(0.2);
        cancellationToken.ThrowIfCancellationRequested();

        var calibrated = first.Calibrated is null ? null : Calibrated(recipe, first.Calibrated, cohort.Calibrated, Points);
        progress.Report(0.6);
        cancellationToken.ThrowIfCancellationRequested();

        var figures = new RecipeFigures
        {
            Name = recipe.Name,
            Score = recipe.ScoreKind,
            Eer = EqualErrorRate.Of(sets[0], SubjectWeights.Once(sets[0].People.Count)),
            EerInterval = Intervals.Of(BootstrapInterval.Draw<double?>(sets[0].People.Count, seed, weights => EqualErrorRate.Of(sets[0], weights)), sets[0].Enrolled.Length),
            Fte = fte,
            FnmrAtFmr = new(fnmr.ToDictionary(pair => pair.Key, pair => Points(sets[0]).Describe(pair.Value[0])), StringComparer.Ordinal),
            Calibrated = calibrated,
            Policies = PolicyTable.Of(first.Raw, cohort.Raw, Points),
            Draws = new(fnmr.ToDictionary(pair => pair.Key, pair => DrawTable.Of(pair.Value)), StringComparer.Ordinal),
            StrangersAtZero = first.Enrolments.All(enrolment => enrolment.SilentStrangers is not null)
                ? (double)first.Enrolments.Sum(enrolment => enrolment.SilentStrangers!.Value) / sets[0].NonMated.Length
                : null,
            BytesPerIdentity = first.Enrolments.Max(enrolment => enrolment.Bytes),
            TrainMsMedian = Median(first.Enrolments.Select(enrolment => enrolment.TrainMs)),
            ScoreNsMedian = Median(first.Enrolments.Select(enrolment => enrolment.ScoreNs)),
            Det = [.. DetCurve.Of(sets[0], DetPoints).Select(point => new[] { point.Fmr, point.Fnmr })],
            Histogram = HistogramOfScores.Of(sets[0]),
        };
        progress.Report(1);
        return new RecipeEvaluation(figures, fnmr);

        OperatingPoints Points(ScoreSet scores) => new(scores, seed, fte, fta);
    }

    private static CalibratedFigures Calibrated(IScoredRecipe recipe, ScoreMatrix subjects, ScoreMatrix? cohort, Func<ScoreSet, OperatingPoints> points)
    {
        var scores = ScoreSet.Of(subjects);
        return new CalibratedFigures
        {
            Eer = EqualErrorRate.Of(scores, SubjectWeights.Once(scores.People.Count)),
            FnmrAtFmr = FalseMatchRates.Each(points(scores).AtFmr),
            AtStated = new(
                FalseMatchRates.All
                    .Where(rate => recipe.StatedThreshold(rate.Rate) is not null)
                    .ToDictionary(rate => rate.Key, rate => points(scores).AtThreshold(recipe.StatedThreshold(rate.Rate)!.Value)),
                StringComparer.Ordinal),
            LowestStatedFmr = recipe.LowestStatedFmr!.Value,
            Policies = cohort is null ? [] : PolicyTable.Of(subjects, cohort, points),
        };
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? 0 : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
