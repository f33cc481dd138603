using CsCheck;
using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Metrics;

public sealed class ErrorRatesTests
{
    private static readonly ScoreSet ByHand = ScoreSet.Of(Comparisons.ByHand);

    [Fact]
    public void At_CountedByHand_AcceptsTiesAndTellsGroupsApart()
    {
        var rates = ErrorRates.At(ByHand, 0.4f, SubjectWeights.Once(3));

        // Mated below .4: bob's .3. Non-mated from .4: ann's .4 and .6, bob's .4, eve's .4.
        Assert.Equal((1.0, 4.0), (rates.FalseNonMatches, rates.FalseMatches));
        Assert.Equal(1.0 / 5, rates.Fnmr, 12);
        Assert.Equal(4.0 / 10, rates.Fmr, 12);
        Assert.Equal([1.0 / 4, 0], [rates.FnmrOf(0), rates.FnmrOf(1)]);
        // References of F against everybody else, 3 of 6; of M, 1 of 4.
        Assert.Equal([3.0 / 6, 1.0 / 4], [rates.FmrOf(0), rates.FmrOf(1)]);
        // References of F against the other woman, 2 of 4; there is no other man.
        Assert.Equal([2.0 / 4, null], [rates.FmrWithin(0), rates.FmrWithin(1)]);
    }

    [Fact]
    public void At_PeopleDrawnTwice_CountWithWhomTheyWereDrawn() =>
        Weighted.Sample((matrix, seed) =>
        {
            var weights = SubjectWeights.Resample(matrix.People.Count, seed, 7);
            var naive = new Naive(matrix, weights.Of);
            var rates = ErrorRates.At(ScoreSet.Of(matrix), 0.5f, weights);
            Same(naive.Fnmr(0.5f), rates.Fnmr);
            Same(naive.Fmr(0.5f), rates.Fmr);
            for (var group = 0; group < matrix.People.Groups.Count; group++)
            {
                Same(naive.Fnmr(0.5f, (reference, _) => naive.GroupOf(reference) == group), rates.FnmrOf(group));
                Same(naive.Fmr(0.5f, (reference, _) => naive.GroupOf(reference) == group), rates.FmrOf(group));
                Same(naive.Fmr(0.5f, (reference, probe) => naive.GroupOf(reference) == group && naive.GroupOf(probe) == group), rates.FmrWithin(group));
            }
        });

    [Theory]
    [InlineData(0.05, 0, 0.4)]
    [InlineData(0.1, 0.1, 0.2)]
    [InlineData(0.39, 0.1, 0.2)]
    [InlineData(0.4, 0.4, 0.2)]
    [InlineData(0.6, 0.6, 0)]
    public void FnmrAtFmr_CountedByHand_RejectsWholeTies(double wanted, double fmr, double fnmr)
    {
        var rates = FnmrAtFmr.Of(ByHand, wanted, SubjectWeights.Once(3));

        // Non-mated, falling: .6, .4 .4 .4, .3 .3, .2 .2, .1 .1; mated: .9 .8 .7 .5 .3.
        Assert.Equal(fmr, rates.Fmr, 12);
        Assert.Equal(fnmr, rates.Fnmr, 12);
    }

    [Fact]
    public void FnmrAtFmr_AnyScoresAndWeights_IsWhatTryingEveryThresholdGives() =>
        Weighted.Sample((matrix, seed) =>
        {
            var scores = ScoreSet.Of(matrix);
            foreach (var weights in new[] { SubjectWeights.Once(matrix.People.Count), SubjectWeights.Resample(matrix.People.Count, seed, 3) })
            {
                var naive = new Naive(matrix, weights.Of);
                if (double.IsNaN(naive.Fmr(0)) || double.IsNaN(naive.Fnmr(0)))
                    continue;
                foreach (var wanted in new[] { 0.01, 0.2, 0.5 })
                {
                    var (fmr, fnmr) = naive.AtFmr(wanted);
                    var rates = FnmrAtFmr.Of(scores, wanted, weights);
                    Same(fmr, rates.Fmr);
                    Same(fnmr, rates.Fnmr);
                }
            }
        });

    [Fact]
    public void EqualErrorRate_EverybodyOnce_IsThatOfTheScoresAlone() =>
        Comparisons.Any.Sample(matrix =>
        {
            var scores = ScoreSet.Of(matrix);
            Assert.Equal(EqualErrorRate.Of(scores.Mated, scores.NonMated), EqualErrorRate.Of(scores, SubjectWeights.Once(matrix.People.Count)), 9);
        });

    [Fact]
    public void EqualErrorRate_SomebodyTwice_IsThatOfTheirScoresTwice()
    {
        // A resample that has ann twice and not bob, and the same comparisons written out as often.
        var weights = Enumerable.Range(0, 100).Select(resample => SubjectWeights.Resample(3, 5, resample)).First(drawn => drawn.Of(0) == 2 && drawn.Of(2) == 1);
        var (mated, nonMated) = (new List<float>(), new List<float>());
        for (var i = 0; i < ByHand.Mated.Length; i++)
            mated.AddRange(Enumerable.Repeat(ByHand.Mated[i], (int)weights.Of(ByHand.MatedPeople[i])));
        for (var i = 0; i < ByHand.NonMated.Length; i++)
            nonMated.AddRange(Enumerable.Repeat(ByHand.NonMated[i], (int)(weights.Of(ByHand.References[i]) * weights.Of(ByHand.Probes[i]))));

        Assert.Equal(EqualErrorRate.Of(mated.ToArray(), nonMated.ToArray()), EqualErrorRate.Of(ByHand, weights), 9);
    }

    [Fact]
    public void ScoreSet_WithoutAKindOfComparison_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ScoreSet.Of(new ScoreMatrix(new Population(["F", "M"]), [0], [1], [[0.5f]])));
        Assert.Throws<ArgumentException>(() => ScoreSet.Of(new ScoreMatrix(new Population(["F", "M"]), [0], [0], [[0.5f]])));
    }

    [Fact]
    public void ScoreMatrix_ScoreThatIsNoNumber_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ScoreMatrix(new Population(["F", "M"]), [0], [1], [[float.NaN]]));

    private static Gen<(ScoreMatrix, ulong)> Weighted => Gen.Select(Comparisons.Any, Gen.ULong[1, 1000]);

    private static void Same(double expected, double? actual)
    {
        if (double.IsNaN(expected))
            Assert.True(actual is null || double.IsNaN(actual.Value));
        else
            Assert.Equal(expected, actual!.Value, 9);
    }
}
