using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mote.Recognition.Protection.Transform;

/// <summary>
/// The Walsh-Hadamard transform, scaled to keep lengths, and then its own inverse. Each value is made by the same
/// additions in the same order whatever the width of the machine's vectors, so results agree to the bit.
/// </summary>
internal static class WalshHadamard
{
    // Strides 1, 2 and 4 are done at once, within this many neighbours.
    private const int Base = 8;

    /// <summary>Transforms in place.</summary>
    /// <param name="values">A power of two of values, 16 or more.</param>
    public static void Transform(Span<float> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        Neighbours(ref first, (nuint)values.Length, 1 / MathF.Sqrt(values.Length));
        nuint stride = Base;
        for (; 2 * stride < (nuint)values.Length; stride *= 4)
            TwoStages(ref first, (nuint)values.Length, stride);
        if (stride < (nuint)values.Length)
            OneStage(ref first, (nuint)values.Length, stride);
    }

    /// <summary>Strides 1, 2 and 4: a + b and a - b, the minus within a vector by the sign bit, which rounds nothing.</summary>
    private static void Neighbours(ref float first, nuint count, float scale)
    {
        for (nuint i = 0; i < count; i += Base)
        {
            var low = WithinFour(Vector128.LoadUnsafe(ref first, i) * scale);
            var high = WithinFour(Vector128.LoadUnsafe(ref first, i + 4) * scale);
            (low + high).StoreUnsafe(ref first, i);
            (low - high).StoreUnsafe(ref first, i + 4);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> WithinFour(Vector128<float> v)
    {
        v = Vector128.Shuffle(v, Vector128.Create(0, 0, 2, 2)) + (Vector128.Shuffle(v, Vector128.Create(1, 1, 3, 3)) ^ Vector128.Create(0f, -0f, 0f, -0f));
        return Vector128.Shuffle(v, Vector128.Create(0, 1, 0, 1)) + (Vector128.Shuffle(v, Vector128.Create(2, 3, 2, 3)) ^ Vector128.Create(0f, 0f, -0f, -0f));
    }

    private static void OneStage(ref float first, nuint count, nuint stride)
    {
        for (nuint block = 0; block < count; block += 2 * stride)
        {
            for (var i = block; i < block + stride; i += Base)
            {
                var (a, b) = (Vector256.LoadUnsafe(ref first, i), Vector256.LoadUnsafe(ref first, i + stride));
                (a + b).StoreUnsafe(ref first, i);
                (a - b).StoreUnsafe(ref first, i + stride);
            }
        }
    }

    /// <summary>Strides s and 2 s in one pass over memory.</summary>
    private static void TwoStages(ref float first, nuint count, nuint stride)
    {
        for (nuint block = 0; block < count; block += 4 * stride)
        {
            for (var i = block; i < block + stride; i += Base)
            {
                var (a, b) = (Vector256.LoadUnsafe(ref first, i), Vector256.LoadUnsafe(ref first, i + stride));
                var (c, d) = (Vector256.LoadUnsafe(ref first, i + 2 * stride), Vector256.LoadUnsafe(ref first, i + 3 * stride));
                var (plusAb, minusAb, plusCd, minusCd) = (a + b, a - b, c + d, c - d);
                (plusAb + plusCd).StoreUnsafe(ref first, i);
                (minusAb + minusCd).StoreUnsafe(ref first, i + stride);
                (plusAb - plusCd).StoreUnsafe(ref first, i + 2 * stride);
                (minusAb - minusCd).StoreUnsafe(ref first, i + 3 * stride);
            }
        }
    }
}
