using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Metrics;

public sealed class BalancedAccuracyTests
{
    [Fact]
    public void Of_AlwaysTheLargerClass_IsChance() => Assert.Equal(0.5, BalancedAccuracy.Of([true, true, true, false], [true, true, true, true]));

    [Fact]
    public void Of_CountedByHand_IsTheMeanOfBothShares() => Assert.Equal((2.0 / 3 + 1) / 2, BalancedAccuracy.Of([true, true, true, false], [true, true, false, false]), 12);
}
