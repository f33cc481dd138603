using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Mote.Vision.Tests.Explanation;

/// <summary>Random numbers, the same for one seed.</summary>
internal sealed class Draws(int seed)
{
    private readonly Xoshiro256StarStar _source = new(seed);

    public float[] Normal(int count)
    {
        var values = new double[count];
        MathNet.Numerics.Distributions.Normal.Samples(_source, values, 0, 1);
        return Array.ConvertAll(values, value => (float)value);
    }

    /// <summary>0 to below 1.</summary>
    public float[] Uniform(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)ContinuousUniform.Sample(_source, 0, 1))];
}
