using CsCheck;
using Mote.Recognition.Calibration;
using Mote.Recognition.Randomness;

namespace Mote.Recognition.Tests.Calibration;

public sealed class GeneralisedParetoTests
{
    [Theory]
    [InlineData(-0.3, 2)]
    [InlineData(-0.1, 0.5)]
    [InlineData(0, 1)]
    [InlineData(0.2, 3)]
    [InlineData(0.6, 1)]
    public void Fit_DrawsOfAKnownDistribution_FindsIt(double shape, double scale)
    {
        var random = SeededRandom.Create(7);
        var known = new GeneralisedPareto(shape, scale);
        var fitted = GeneralisedPareto.Fit([.. Enumerable.Range(0, 20_000).Select(_ => known.Quantile(1 - random.NextDouble()))]);
        Assert.Equal(shape, fitted.Shape, 0.03);
        Assert.Equal(scale, fitted.Scale, 0.05 * scale);
    }

    [Fact]
    public void Fit_IsLikelierThanItsNeighbours()
    {
        var random = SeededRandom.Create(3);
        double[] excesses = [.. Enumerable.Range(0, 500).Select(_ => -Math.Log(1 - random.NextDouble()))];
        var best = GeneralisedPareto.Fit(excesses);
        foreach (var (dShape, dScale) in new[] { (0.02, 0.0), (-0.02, 0.0), (0.0, 0.02), (0.0, -0.02), (0.02, -0.02), (-0.02, 0.02) })
            Assert.True(best.MeanLogLikelihood(excesses) >= new GeneralisedPareto(best.Shape + dShape, best.Scale + dScale).MeanLogLikelihood(excesses));
    }

    [Fact]
    public void Survival_HasTheClosedForm()
    {
        Assert.Equal(Math.Pow(1 + 0.5 * 3 / 2, -2), new GeneralisedPareto(0.5, 2).Survival(3), 1e-12);
        Assert.Equal(Math.Exp(-1.5), new GeneralisedPareto(0, 2).Survival(3), 1e-12);
        // Shape -1/2 and scale 1 end at 2.
        Assert.Equal(0, new GeneralisedPareto(-0.5, 1).Survival(2.5));
    }

    [Theory]
    [InlineData(1e-7)]
    [InlineData(-1e-7)]
    [InlineData(2e-8)]
    [InlineData(-2e-8)]
    public void NearTheExponential_NoDigitsAreLost(double shape)
    {
        // To first order in the shape: log S(x) = -x + shape x^2 / 2 for scale 1.
        var pareto = new GeneralisedPareto(shape, 1);
        Assert.Equal(-3 + shape * 4.5, Math.Log(pareto.Survival(3)), 1e-12);
        Assert.Equal(3, pareto.Quantile(pareto.Survival(3)), 1e-12);
    }

    [Fact]
    public void Quantile_IsTheInverseOfSurvival() =>
        Gen.Select(Gen.Double[-0.5, 0.9], Gen.Double[0.1, 10], Gen.Double[1e-6, 1]).Sample((shape, scale, share) =>
        {
            var distribution = new GeneralisedPareto(shape, scale);
            Assert.Equal(share, distribution.Survival(distribution.Quantile(share)), 1e-9);
        });

    [Fact]
    public void Fit_TooFew_IsRefused() => Assert.Throws<ArgumentException>(() => GeneralisedPareto.Fit([1, 2, 3]));
}
