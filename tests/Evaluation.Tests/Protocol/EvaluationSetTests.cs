using Mote.Evaluation.Protocol;

namespace Mote.Evaluation.Tests.Protocol;

public sealed class EvaluationSetTests
{
    [Fact]
    public void Of_AnyLength_IsKept() => Assert.Equal([3f, 4f], EvaluationSet.Of([Label(0)], [[3, 4]])[0]!);

    [Fact]
    public void Of_RefusedPhoto_HasNoEmbedding()
    {
        var set = EvaluationSet.Of([Label(0), Label(1)], [null, [3, 4]]);

        Assert.Null(set[0]);
        Assert.Equal(2, set.Dimension);
    }

    [Fact]
    public void Of_OtherEmbeddingOrLabel_HasAnotherHash()
    {
        string[] hashes =
        [
            EvaluationSet.Of([Label(0)], [[3, 4]]).Hash,
            EvaluationSet.Of([Label(0)], [[4, 3]]).Hash,
            EvaluationSet.Of([Label(0) with { Group = "M" }], [[3, 4]]).Hash,
        ];

        Assert.Equal(3, hashes.Distinct().Count());
        Assert.Equal(hashes[0], EvaluationSet.Of([Label(0)], [[3, 4]]).Hash);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Of_VectorWithoutDirection_NamesThePhoto(float value)
    {
        var refused = Assert.Throws<EvaluationSetException>(() => EvaluationSet.Of([Label(0)], [[value, value]]));
        Assert.Contains("'ann/0.jpg' (row 0) is zero or not finite", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TwoDimensions_SaysSo() =>
        Assert.Contains("has 3 values, others 2", Assert.Throws<EvaluationSetException>(() => EvaluationSet.Of([Label(0), Label(1)], [[3, 4], [1, 2, 3]])).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_EveryPhotoRefused_SaysSo() =>
        Assert.Contains("every photo was refused", Assert.Throws<EvaluationSetException>(() => EvaluationSet.Of([Label(0)], [null])).Message, StringComparison.Ordinal);

    private static Label Label(int row) => new(row, $"ann/{row}.jpg", "ann", "F", PartitionName.Probe);
}
