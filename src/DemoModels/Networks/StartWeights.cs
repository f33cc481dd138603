using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Mote.DemoModels.Networks;

/// <summary>Weights to start from that keep the variance through rectified layers (He et al. 2015).</summary>
internal static class StartWeights
{
    public static float[] Draw(RandomSource random, int outputs, int inputs)
    {
        var deviation = Math.Sqrt(2.0 / inputs);
        return [.. Enumerable.Range(0, outputs * inputs).Select(_ => (float)Normal.Sample(random, 0, deviation))];
    }
}
