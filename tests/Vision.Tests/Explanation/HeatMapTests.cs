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
    public void InLevels_HasThoseLevelsAndNothingElse()
    {
        float[] values = [.. Enumerable.Range(0, 1000).Select(i => i / 999f)];
        var stepped = new HeatMap(1, 1000, values).InLevels(8).Values.ToArray();
        Assert.Equal(Enumerable.Range(0, 8).Select(level => level / 7f), stepped.Distinct().Order(), (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.Equal(stepped.Order(), stepped);
        Assert.True(new HeatMap(1, 2, [0, 0]).InLevels(8).IsEmpty);
    }

    [Fact]
    public void InLevels_OfMapsThatDifferWithinALevel_AreOneMap() =>
        Assert.Equal(new HeatMap(1, 3, [0.30f, 0.80f, 1]).InLevels(8).Values.ToArray(), new HeatMap(1, 3, [0.36f, 0.86f, 1]).InLevels(8).Values.ToArray());

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
