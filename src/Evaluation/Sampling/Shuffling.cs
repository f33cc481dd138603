using MathNet.Numerics.Random;

namespace Mote.Evaluation.Sampling;

/// <summary>Fisher and Yates' shuffle over seeded draws.</summary>
internal static class Shuffling
{
    /// <summary>Puts values in a random order, each as likely as any other.</summary>
    public static void InPlace<T>(RandomSource random, Span<T> values)
    {
        for (var last = values.Length - 1; last > 0; last--)
        {
            var other = random.Next(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
