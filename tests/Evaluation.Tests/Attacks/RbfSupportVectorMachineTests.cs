using Mote.Evaluation.Attacks;

namespace Mote.Evaluation.Tests.Attacks;

public sealed class RbfSupportVectorMachineTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Train_TwoPoints_HasTheClosedForm()
    {
        // alpha = 1 / (1 - K) for both, the bias is 0: decision(x) = (k(x, a) - k(x, b)) / (1 - K), and 1 and -1 at the points.
        var machine = RbfSupportVectorMachine.Train([[1, 0], [-1, 0]], [true, false], cost: 100, gamma: 0.5, Cancelled);
        Assert.Equal(1, machine.Decide([1, 0]), 3);
        Assert.Equal(-1, machine.Decide([-1, 0]), 3);
        Assert.Equal(0, machine.Decide([0, 5]), 6);
        var expected = (Math.Exp(-0.5 * 0.25) - Math.Exp(-0.5 * 2.25)) / (1 - Math.Exp(-2));
        Assert.Equal(expected, machine.Decide([0.5f, 0]), 3);
    }

    [Fact]
    public void Train_ExclusiveOr_IsLearnt()
    {
        float[][] corners = [[0, 0], [1, 1], [0, 1], [1, 0]];
        bool[] classes = [true, true, false, false];
        var machine = RbfSupportVectorMachine.Train(corners, classes, cost: 10, gamma: 2, Cancelled);
        Assert.All(corners.Zip(classes), corner => Assert.Equal(corner.Second, machine.Decide(corner.First) > 0));
    }

    [Fact]
    public void Train_Optimum_SatisfiesTheConditionsOfKarushKuhnAndTucker()
    {
        // Overlapping clouds on a grid, so that some multipliers reach the cost: points outside their margin are right by 1 or more.
        float[][] samples = [.. Enumerable.Range(0, 60).Select(i => new[] { (i * 37 % 60) / 30f - 1 + (i % 2 == 0 ? 0.4f : -0.4f), (i * 23 % 60) / 30f - 1 })];
        bool[] classes = [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0)];
        var machine = RbfSupportVectorMachine.Train(samples, classes, cost: 1, gamma: 1, Cancelled);
        var margins = samples.Zip(classes, (sample, isPositive) => (isPositive ? 1 : -1) * machine.Decide(sample)).ToArray();
        Assert.True(margins.Count(margin => margin > 0) > 42);

        // The primal objective of any other bias is no better: the bias is the optimum's.
        Assert.True(Hinge(margins, classes, 0) <= Hinge(margins, classes, 0.05) && Hinge(margins, classes, 0) <= Hinge(margins, classes, -0.05));

        static double Hinge(double[] margins, bool[] classes, double shift) =>
            margins.Zip(classes, (margin, isPositive) => Math.Max(0, 1 - margin - (isPositive ? shift : -shift))).Sum() + 1e-9;
    }

    [Fact]
    public void Train_OneClass_IsRefused() => Assert.Throws<ArgumentException>(() => RbfSupportVectorMachine.Train([[1], [2]], [true, true], cancellationToken: Cancelled));

    [Fact]
    public void Train_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(() => RbfSupportVectorMachine.Train([[1], [2]], [true, false], cancellationToken: new CancellationToken(true)));
}
