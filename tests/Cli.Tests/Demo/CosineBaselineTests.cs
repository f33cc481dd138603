using CsCheck;
using Mote.Cli.Demo;
using Mote.Cli.Photos;
using Mote.Recognition.Vectors;

namespace Mote.Cli.Tests.Demo;

public sealed class CosineBaselineTests
{
    private static readonly float[] Reference = [1, 0];

    [Theory]
    [InlineData(0.25, 1)]
    [InlineData(0.24, 0)]
    [InlineData(0.5, 2)]
    [InlineData(0.99, 3)]
    public void Threshold_FourCosines_AcceptsNoMoreThanTheTargetShare(double target, int accepted) =>
        Assert.Equal(accepted, Accepted([0.9f, 0.8f, 0.7f, 0.6f], target));

    [Fact]
    public void Threshold_TiesAcrossTheTarget_RejectsAllOfThem() => Assert.Equal(0, Accepted([0.9f, 0.9f, 0.1f, 0.1f], 0.25));

    [Fact]
    public void Threshold_AnyCosines_IsTheSmallestThatKeepsTheTarget() => Gen.Select(Gen.Float[-1, 1].Array[1, 200], Gen.Double[0.001, 0.999]).Sample((cosines, target) =>
    {
        var threshold = Threshold(cosines, target);
        // One step lower, and the cosine just below would be accepted too.
        return cosines.Count(cosine => cosine >= threshold) <= target * cosines.Length
            && cosines.Count(cosine => cosine >= MathF.BitDecrement(threshold)) > Math.Floor(target * cosines.Length);
    });

    [Fact]
    public void Decide_RefusedPhoto_GivesNoDecision()
    {
        var (ann, eve, refused) = (Photo("ann", "enrol"), Photo("eve", "enrol"), Photo("ann", "probe"));
        var embeddings = new Dictionary<LabelledPhoto, float[]> { [ann] = Reference, [eve] = [0.6f, 0.8f] };

        Assert.Equal(
            [true, false, null],
            CosineBaseline.Decide([new(ann, ann), new(ann, eve), new(ann, refused)], embeddings, [ann], Calibration([0.7f, 0.2f]), 0.4));

        static LabelledPhoto Photo(string identity, string partition) => new($"{identity}/{partition}", identity, "F", partition);
    }

    private static int Accepted(float[] cosines, double target)
    {
        var threshold = Threshold(cosines, target);
        return cosines.Count(cosine => cosine >= threshold);
    }

    private static float Threshold(float[] cosines, double target) => CosineBaseline.Threshold([Reference], Calibration(cosines), target);

    /// <summary>Unit vectors with these cosines to the reference.</summary>
    private static EmbeddingSet Calibration(float[] cosines) => new([.. cosines.SelectMany(cosine => new[] { cosine, MathF.Sqrt(1 - (cosine * cosine)) })], 2);
}
