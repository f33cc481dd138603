using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Mote.Portraits;

/// <summary>What people and photos draw their values with.</summary>
internal static class Draws
{
    // Beyond this many deviations a face would stop being one.
    private const double Cut = 2.2;

    /// <summary>Around a mean.</summary>
    /// <param name="random">Where the draw comes from.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The deviation.</param>
    /// <param name="lean">What a group's mean differs by, in deviations.</param>
    public static float Around(this RandomSource random, double mean, double deviation, double lean = 0) =>
        (float)(mean + deviation * (lean + Math.Clamp(Normal.Sample(random, 0, 1), -Cut, Cut)));

    /// <summary>Anywhere between two values.</summary>
    public static float Between(this RandomSource random, double low, double high) => (float)(low + (high - low) * random.NextDouble());

    /// <summary>True with a probability.</summary>
    public static bool Chance(this RandomSource random, double probability) => random.NextDouble() < probability;
}
