using Mote.Vision.Explanation;

namespace Mote.Vision.Tests.Explanation;

public sealed class HeatMapTests
{
    [Fact]
    public void Values_AreRelativeToTheirMaximum_WhateverTheUnitAndWhateverSpeaksAgainst()
    {
        Assert.Equal([0, 0.5f, 1, 0.25f], new HeatMap(2, 2, [-70, 4, 8, 2]).Values.ToArray());
        Assert.Equal(new HeatMap(2, 2, [-1, 400, 800, 200]).Values.ToArray(), new HeatMap(2, 2, [-70, 4, 8, 2]).Values.ToArray());
        Assert.True(new HeatMap(1, 2, [-1, -2]).IsEmpty);
    }

    [Fact]
    public void ByRegion_HasOneLevelARegion_AndNothingElse()
    {
        var draws = new Draws(1);
        for (var trial = 0; trial < 20; trial++)
        {
            var map = new HeatMap(7, 7, draws.Normal(49)).ByRegion(8);
            var levels = map.Values.ToArray().Distinct().Select(value => value * 7).ToArray();
            Assert.InRange(levels.Length, 1, 8);
            Assert.All(levels, level => Assert.Equal(Math.Round(level), level, 1e-4));
        }
    }

    [Fact]
    public void ByRegion_OfMapsThatDifferWithinTheRegions_IsOneMap()
    {
        // In the middle of the mouth, a little to the left and to the right.
        float[] one = new float[49], other = new float[49];
        (one[7 * 5 + 3], other[7 * 5 + 3]) = (1, 1.04f);
        (one[7 * 5 + 2], other[7 * 5 + 4]) = (0.3f, 0.3f);
        Assert.NotEqual(new HeatMap(7, 7, one).Values.ToArray(), new HeatMap(7, 7, other).Values.ToArray());
        Assert.Equal(new HeatMap(7, 7, one).ByRegion(2).Values.ToArray(), new HeatMap(7, 7, other).ByRegion(2).Values.ToArray());
    }

    [Fact]
    public void ByRegion_WhatSpeaksAgainst_IsTakenAway()
    {
        var evidence = new float[49];
        (evidence[7 * 5 + 2], evidence[7 * 5 + 3], evidence[7 * 5 + 4], evidence[3]) = (-2, 1, -2, 0.5f);
        var map = new HeatMap(7, 7, evidence).ByRegion(8);
        Assert.Equal(0, map.At(0.5f, 0.82f));
        Assert.Equal(1, map.At(0.5f, 0.1f));
        Assert.True(new HeatMap(7, 7, [.. Enumerable.Repeat(-1f, 49)]).ByRegion(8).IsEmpty);
    }

    [Fact]
    public void At_IsThePartItself_AndLinearBetweenTwo()
    {
        var map = new HeatMap(2, 2, [0, 1, 0.5f, 0]);
        Assert.Equal(0, map.At(0.25f, 0.25f));
        Assert.Equal(1, map.At(0.75f, 0.25f));
        Assert.Equal(0.5f, map.At(0.5f, 0.25f));
        Assert.Equal(0.375f, map.At(0.5f, 0.5f));
        Assert.Equal(1, map.At(1, 0));
    }

    [Fact]
    public void Regions_AddUpToOne_AndNameTheOneThatSpoke()
    {
        foreach (var (row, column, region) in new[] { (0, 3, FaceRegion.Forehead), (3, 2, FaceRegion.RightEye), (3, 4, FaceRegion.LeftEye), (4, 3, FaceRegion.Nose), (4, 0, FaceRegion.RightCheek), (4, 6, FaceRegion.LeftCheek), (5, 3, FaceRegion.Mouth), (6, 3, FaceRegion.Chin) })
        {
            var evidence = new float[49];
            evidence[7 * row + column] = 1;
            var shares = new FaceExplanation(ExplanationMethod.GradCamPlusPlus, new HeatMap(7, 7, evidence)).Regions;
            Assert.Equal(1, shares.Values.Sum(), 1e-9);
            Assert.Equal(region, shares.MaxBy(share => share.Value).Key);
        }

        Assert.All(new FaceExplanation(ExplanationMethod.Occlusion, new HeatMap(7, 7, new float[49])).Regions.Values, share => Assert.Equal(0, share));
    }
}
