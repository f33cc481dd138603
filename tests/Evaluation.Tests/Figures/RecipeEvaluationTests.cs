using Mote.Evaluation.Figures;
using Mote.Evaluation.Metrics;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Recipes;
using Mote.Evaluation.Scoring;
using Mote.Recognition.Certification;

namespace Mote.Evaluation.Tests.Figures;

public sealed class RecipeEvaluationTests
{
    private static readonly ComparisonPlan Plan = new(
        "draw-1",
        new Population(["F", "F", "M", "M"]),
        [.. Enumerable.Range(0, 4).Select(person => new PlannedEnrolment(person, [person]))],
        [.. Enumerable.Range(0, 4).Select(person => new PlannedProbe(person, 4 + person))]);

    [Fact]
    public void Of_OnePersonNotEnrolled_CountsInFteAndGfrrAndInNoErrorRate()
    {
        // Bob is rejected at any FMR below 1/9: his own photo scores below one stranger.
        var figures = Evaluate(Scored(0, 0.9f, 0, 0, 0), Scored(1, 0.1f, 0.1f, 0.2f, 0), Scored(2, 0, 0, 0.8f, 0), ScoredEnrolment.Failure(3)).Figures;

        var point = figures.FnmrAtFmr["1e-2"];
        Assert.Equal(0.25, figures.Fte);
        Assert.Equal((1.0 / 3, 1, 0.0), (point.Fnmr, point.Errors, point.Fmr));
        // FTE 1/4, FTA 1/10, FNMR 1/3.
        Assert.Equal(0.25 + 0.75 * (0.1 + 0.9 / 3), point.Gfrr!.Value, 12);
        Assert.Equal([2, 1], point.ByGroup.Values.Select(group => group.People));
    }

    /// <summary>Of groups of two people and of one, and no error among them.</summary>
    [Fact]
    public void Of_FewPeople_ClaimsNothingOfOne_AndNoCertaintyOfTwo()
    {
        var figures = Evaluate(Scored(0, 0.9f, 0, 0, 0), Scored(1, 0, 0.9f, 0, 0), Scored(2, 0, 0, 0.8f, 0), ScoredEnrolment.Failure(3)).Figures;
        var (two, one) = (figures.FnmrAtFmr["1e-2"].ByGroup["F"], figures.FnmrAtFmr["1e-2"].ByGroup["M"]);
        Assert.Equal((2, 1), (two.People, one.People));
        Assert.Equal((0, new ErrorCount(0, 2).Wilson.High), (two.FnmrInterval!.Low, two.FnmrInterval.High));
        Assert.Equal((null, null, null), (one.FnmrInterval, one.FmrInterval, one.FmrWithinGroupInterval));

        var alone = Evaluate(Scored(0, 0.9f, 0, 0, 0), ScoredEnrolment.Failure(1), ScoredEnrolment.Failure(2), ScoredEnrolment.Failure(3)).Figures;
        Assert.Equal((null, null, null), (alone.FnmrAtFmr["1e-2"].Low, alone.FnmrAtFmr["1e-2"].High, alone.EerInterval));
    }

    [Fact]
    public void Of_NobodyEnrolled_SaysSo() => Assert.Contains(
        "cosine, draw-1: of 4 people 4 could not be enrolled",
        Assert.Throws<EvaluationSetException>(() => Evaluate([.. Enumerable.Range(0, 4).Select(ScoredEnrolment.Failure)])).Message,
        StringComparison.Ordinal);

    private static ScoredEnrolment Scored(int number, params float[] scores) => new(number, scores, null, 8, null, 0, 1);

    private static RecipeEvaluation Evaluate(params ScoredEnrolment[] enrolments)
    {
        var scored = ScoredPlan.Of(Plan, Plan.Probes, enrolments);
        return RecipeEvaluation.Of(new CosineRecipe(), [scored], scored, 1, 0.1, new Progress<double>(), TestContext.Current.CancellationToken);
    }
}
