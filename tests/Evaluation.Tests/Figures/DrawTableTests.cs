using Mote.Evaluation.Figures;
using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Figures;

public sealed class DrawTableTests
{
    private static readonly Population People = new(["F", "M", "F", "M"]);

    /// <summary>A recipe that was run on the first draw alone is held against the other's first draw alone.</summary>
    [Fact]
    public void Against_FewerDrawsThanTheOther_ComparesTheOnesBothHave()
    {
        Resampled[] others = [Rejecting(2), Rejecting(4), Rejecting(4)];

        var one = DrawTable.Against([Rejecting(1)], others);
        Assert.Equal([0.5], one.Ratios);
        Assert.Equal(0.5, one.Mean);

        var all = DrawTable.Against([Rejecting(1), Rejecting(1), Rejecting(4)], others);
        Assert.Equal([0.5, 0.25, 1], all.Ratios);
        Assert.Equal(0.6, all.Mean!.Value, 12);
    }

    /// <summary>Everybody's own photo scores 0 or 1 and every stranger's 0.5.</summary>
    private static Resampled Rejecting(int people)
    {
        float[][] rows = [.. Enumerable.Range(0, 4).Select(row => Enumerable.Range(0, 4).Select(column => row != column ? 0.5f : row < people ? 0 : 1).ToArray())];
        var scores = ScoreSet.Of(new ScoreMatrix(People, [0, 1, 2, 3], [0, 1, 2, 3], rows));
        return Resampled.Of(scores, 1, weights => ErrorRates.At(scores, 0.6f, weights));
    }
}
