using Mote.Evaluation.Attacks;

namespace Mote.Evaluation.Tests.Attacks;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void Fit_OnePersonEach_HasTheClosedForm()
    {
        // K = I: each coefficient solves alpha = y / (1 + exp(y alpha)); 0.401058... is the root for y = 1.
        var coefficients = LogisticRegression.Fit([[1, 0], [0, 1]], [1, -1], TestContext.Current.CancellationToken);
        var root = 0.5;
        for (var i = 0; i < 100; i++)
            root = 1 / (1 + Math.Exp(root));
        Assert.Equal(root, coefficients[0], 2);
        Assert.Equal(-root, coefficients[1], 2);
    }

    [Fact]
    public void Fit_Minimum_IsBetterThanEveryStepAwayFromIt()
    {
        var labels = Planted.Labels(30, 30);
        var set = new FeatureSet("planted", Planted.Features(labels, 10, 2, 1, 3));
        var signs = Array.ConvertAll(labels, label => label == 1 ? 1f : -1f);
        var fitted = LogisticRegression.Fit(set.Gram, signs, TestContext.Current.CancellationToken);
        var least = Objective(fitted);
        for (var i = 0; i < fitted.Length; i++)
        {
            foreach (var step in new[] { 0.2f, -0.2f })
            {
                var moved = fitted.ToArray();
                moved[i] += step;
                Assert.True(Objective(moved) > least);
            }
        }

        double Objective(float[] alphas)
        {
            var scores = set.Gram.Select(row => row.Zip(alphas, (k, alpha) => (double)k * alpha).Sum()).ToArray();
            return scores.Zip(signs, (score, sign) => Math.Log(1 + Math.Exp(-sign * score))).Sum() + 0.5 * scores.Zip(alphas, (score, alpha) => score * alpha).Sum();
        }
    }
}
