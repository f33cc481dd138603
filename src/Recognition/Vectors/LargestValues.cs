using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mote.Recognition.Vectors;

/// <summary>
/// Selection without moving a value: the bound that so many reach is found by bisection, each step of which counts in one
/// pass over whole registers. A dozen such passes cost less than a selection by exchanges, whose branches nobody foresees.
/// </summary>
internal static class LargestValues
{
    private const int Lanes = 16;

    // What is left of thousands of values after a few steps, and fits the nearest cache whatever else is in it.
    private const int MostKept = 512;

    /// <summary>The mean of the largest values.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="count">How many, 1 to all of them.</param>
    public static float Mean(ReadOnlySpan<float> values, int count)
    {
        var least = Least(values, count);
        var (sum, above) = SumAbove(values, least);
        return (sum + (count - above) * least) / count;
    }

    /// <summary>The least of the largest values.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="count">How many, 1 to all of them.</param>
    public static float Least(scoped ReadOnlySpan<float> values, int count)
    {
        Span<float> kept = stackalloc float[MostKept];
        var (low, high) = (TensorPrimitives.Min(values), TensorPrimitives.Max(values));
        // At least so many reach low, and fewer exceed high.
        while (true)
        {
            var middle = low + (high - low) / 2;
            // Neighbours have nothing between them; what is no number must end too.
            if (!(middle > low && middle < high))
                return CountFrom(values, high) >= count ? high : low;
            var reached = CountFrom(values, middle);
            if (reached == count)
                return LeastFrom(values, middle);
            if (reached < count)
            {
                high = middle;
                continue;
            }

            low = middle;
            // Whatever does not reach the bound is not asked again.
            if (reached <= MostKept && values.Length > 2 * MostKept)
                values = Kept(values, low, kept);
        }
    }

    /// <summary>Where the largest values are, the largest first.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="count">How many, 1 to all of them; of equal values the first count.</param>
    public static int[] Places(ReadOnlySpan<float> values, int count)
    {
        var least = Least(values, count);
        var (_, above) = SumAbove(values, least);
        var equal = count - above;
        var places = new int[count];
        var keys = new float[count];
        for (var (place, found) = (0, 0); found < count; place++)
        {
            if (values[place] < least || (values[place] == least && equal-- <= 0))
                continue;
            (places[found], keys[found]) = (place, -values[place]);
            found++;
        }

        Array.Sort(keys, places);
        return places;
    }

    private static ReadOnlySpan<float> Kept(ReadOnlySpan<float> values, float bound, Span<float> kept)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (bounds, count, i) = (Vector512.Create(bound), 0, 0);
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var reached = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref first, (nuint)i), bounds).ExtractMostSignificantBits();
            for (; reached != 0; reached &= reached - 1)
                kept[count++] = values[i + BitOperations.TrailingZeroCount(reached)];
        }

        for (; i < values.Length; i++)
        {
            if (values[i] >= bound)
                kept[count++] = values[i];
        }

        return kept[..count];
    }

    private static int CountFrom(ReadOnlySpan<float> values, float bound)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var bounds = Vector512.Create(bound);
        // Four counts, for one would wait for itself.
        var (a, b, c, d) = (Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero, Vector512<int>.Zero);
        var i = 0;
        for (; i <= values.Length - 4 * Lanes; i += 4 * Lanes)
        {
            a -= Reached(ref first, i);
            b -= Reached(ref first, i + Lanes);
            c -= Reached(ref first, i + 2 * Lanes);
            d -= Reached(ref first, i + 3 * Lanes);
        }

        var count = Vector512.Sum(a + b + c + d);
        for (; i < values.Length; i++)
            count += values[i] >= bound ? 1 : 0;
        return count;

        // -1 where it is.
        Vector512<int> Reached(ref float values, int at) => Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref values, (nuint)at), bounds).AsInt32();
    }

    private static float LeastFrom(ReadOnlySpan<float> values, float bound)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (bounds, least) = (Vector512.Create(bound), Vector512.Create(float.PositiveInfinity));
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var part = Vector512.LoadUnsafe(ref first, (nuint)i);
            least = Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(part, bounds), Vector512.Min(part, least), least);
        }

        var result = float.PositiveInfinity;
        for (var lane = 0; lane < Lanes; lane++)
            result = Math.Min(result, least[lane]);
        for (; i < values.Length; i++)
            result = values[i] >= bound ? Math.Min(result, values[i]) : result;
        return result;
    }

    private static (float Sum, int Count) SumAbove(ReadOnlySpan<float> values, float bound)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (bounds, sums, count) = (Vector512.Create(bound), Vector512<float>.Zero, 0);
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            var part = Vector512.LoadUnsafe(ref first, (nuint)i);
            var above = Vector512.GreaterThan(part, bounds);
            sums += Vector512.ConditionalSelect(above, part, Vector512<float>.Zero);
            count += BitOperations.PopCount(above.ExtractMostSignificantBits());
        }

        var sum = Vector512.Sum(sums);
        for (; i < values.Length; i++)
        {
            if (values[i] > bound)
                (sum, count) = (sum + values[i], count + 1);
        }

        return (sum, count);
    }
}
