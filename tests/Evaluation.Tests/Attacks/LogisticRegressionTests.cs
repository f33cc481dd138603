using Mote.Evaluation.Attacks;

namespace Mote.Evaluation.Tests.Attacks;

public sealed class LogisticRegressionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Fit_OnePersonEach_HasTheClosedForm()
    {
        // Two people at right angles: each weight solves w = y / (1 + exp(y w)); 0.401058... is the root for y = 1.
        var weights = LogisticRegression.Fit([[1, 0], [0, 1]], [1, -1], Cancelled);
        var root = 0.5;
        for (var i = 0; i < 100; i++)
            root = 1 / (1 + Math.Exp(root));
        Assert.Equal(root, weights[0], 3);
        Assert.Equal(-root, weights[1], 3);
    }

    [Fact]
    public void Fit_Minimum_IsBetterThanEveryStepAwayFromIt()
    {
        var labels = Planted.Labels(30, 30);
        var rows = new FeatureSet("planted", Planted.Features(labels, 10, 2, 1, 3)).Coordinates;
        var signs = Array.ConvertAll(labels, label => label == 1 ? 1f : -1f);
        var fitted = LogisticRegression.Fit(rows, signs, Cancelled);
        var least = Objective(fitted);
        for (var i = 0; i < fitted.Length; i++)
        {
            foreach (var step in new[] { 0.02, -0.02 })
            {
                var moved = fitted.ToArray();
                moved[i] += step;
                Assert.True(Objective(moved) > least);
            }
        }

        double Objective(double[] weights) =>
            rows.Zip(signs, (row, sign) => Math.Log(1 + Math.Exp(-sign * row.Zip(weights, (value, weight) => value * weight).Sum()))).Sum() + weights.Sum(weight => weight * weight) / 2;
    }

    [Fact]
    public void Guess_MoreFeaturesThanPeople_IsThatOfTheFeaturesThemselves()
    {
        // What is written twice, or a hundred times, is the same features: standardised, with the same inner products.
        var labels = Planted.Labels(30, 50);
        var rows = Planted.Features(labels, 12, 3, 1, 5);
        var folds = Folds.Stratified(labels, 5, 1);
        var few = Guess(rows);
        Assert.Equal(few, Guess([.. rows.Select(row => Enumerable.Repeat(row, 100).SelectMany(values => values).ToArray())]));

        int[] Guess(float[][] features) => new LogisticRegression().Prepare(new FeatureSet("planted", features), folds).Guess(labels, 2, Cancelled);
    }

    [Fact]
    public void Fit_Cancelled_Stops() => Assert.Throws<OperationCanceledException>(() => LogisticRegression.Fit([[1], [2]], [1, -1], new CancellationToken(true)));
}
