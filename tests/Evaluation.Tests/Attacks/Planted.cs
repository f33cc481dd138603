using MathNet.Numerics.Distributions;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Tests.Attacks;

/// <summary>Features with a known signal in them, or with none.</summary>
internal static class Planted
{
    /// <summary>Normal features; the first <paramref name="telling"/> are shifted by the group.</summary>
    public static float[][] Features(int[] labels, int dimension, int telling, double shift, ulong seed)
    {
        var random = SeededRandom.Create(seed);
        return [.. labels.Select(label => Enumerable.Range(0, dimension)
            .Select(feature => (float)(Normal.Sample(random, 0, 1) + (feature < telling ? shift * label : 0))).ToArray())];
    }

    /// <summary>So many people of each group.</summary>
    public static int[] Labels(params int[] counts) => [.. counts.SelectMany((count, group) => Enumerable.Repeat(group, count))];
}
