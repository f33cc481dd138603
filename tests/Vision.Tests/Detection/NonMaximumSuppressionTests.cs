using Mote.Vision.Detection;

namespace Mote.Vision.Tests.Detection;

public sealed class NonMaximumSuppressionTests
{
    [Theory]
    [InlineData(0, 0, 1f)]
    [InlineData(5, 0, 1 / 3f)]
    [InlineData(5, 5, 25 / 175f)]
    [InlineData(10, 0, 0f)]
    [InlineData(30, 0, 0f)]
    public void Overlap_OfSquaresOfTen_IsIntersectionOverUnion(float dx, float dy, float expected) =>
        Assert.Equal(expected, NonMaximumSuppression.Overlap(Face(0, 0, 1), Face(dx, dy, 1)), 5);

    [Fact]
    public void Apply_OverlappingFaces_KeepsTheSurest()
    {
        var kept = NonMaximumSuppression.Apply([Face(1, 0, 0.8f), Face(0, 0, 0.9f), Face(40, 0, 0.7f)], 0.3f);
        Assert.Equal([0.9f, 0.7f], kept.Select(face => face.Score));
    }

    private static DetectedFace Face(float left, float top, float score) => new(left, top, 10, 10, score, default);
}
