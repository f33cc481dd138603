using Mote.Vision.Explanation;

namespace Mote.Vision.Tests.Explanation;

public sealed class GradCamPlusPlusTests
{
    [Fact]
    public void Of_TwoChannels_AreWeighedByEquationNineteen()
    {
        // Two channels of one row of three places.
        float[] features = [2, 0, 4, 1, 5, 0], plain = [0, 1, 0, 1, 0, 0], gradient = [0.5f, 1, -0.25f, 3, 0.2f, -1];

        var map = GradCamPlusPlus.Of(features, plain, gradient, 1, 3);

        // alpha = g^2 / (2 g^2 + sum A |g|^3), written out as the paper has it; both channels' activities are 6.
        double[] evidence =
        [
            Alpha(0.5, 6) * 0.5 * 2 + Alpha(3, 6) * 3 * 0,
            Alpha(1, 6) * 1 * -1 + Alpha(0.2, 6) * 0.2 * 5,
            Alpha(-0.25, 6) * -0.25 * 4 + Alpha(-1, 6) * -1 * 0,
        ];
        var most = evidence.Max();
        Assert.True(evidence[1] > 0 && evidence[2] < 0);
        Assert.Equal(evidence.Select(value => (float)Math.Max(0, value / most)), map.Values.ToArray(), (one, other) => Math.Abs(one - other) < 1e-6);

        static double Alpha(double g, double activity) => g * g / (2 * g * g + activity * Math.Abs(g) * g * g);
    }

    [Fact]
    public void Of_NoGradient_IsAnEmptyMap()
    {
        var map = GradCamPlusPlus.Of(new float[8], new float[8], new float[8], 2, 2);
        Assert.True(map.IsEmpty);
        Assert.Equal([0, 0, 0, 0], map.Values.ToArray());
    }
}
