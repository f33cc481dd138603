using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mote.Recognition.Protection;

/// <summary>
/// The Walsh-Hadamard transform, scaled to keep lengths, and then its own inverse. Each value is made by the same
/// additions in the same order whatever the width of the machine's vectors, so results agree to the bit.
/// </summary>
internal static class WalshHadamard
{
    /// <summary>Transforms in place.</summary>
    /// <param name="values">A power of two of values, 16 or more.</param>
    public static void Transform(Span<float> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        WithinVectors(ref first, values.Length, 1 / MathF.Sqrt(values.Length));
        var stride = Vector128<float>.Count;
        for (; 2 * stride < values.Length; stride *= 4)
            TwoStages(ref first, values.Length, stride);
        if (stride < values.Length)
            OneStage(ref first, values.Length, stride);
    }

    /// <summary>Strides 1 and 2: a + b and a - b of neighbours, the minus by the sign bit, which rounds nothing.</summary>
    private static void WithinVectors(ref float first, int count, float scale)
    {
        var oddMinus = Vector128.Create(0f, -0f, 0f, -0f);
        var upperMinus = Vector128.Create(0f, 0f, -0f, -0f);
        for (nuint i = 0; i < (nuint)count; i += 4)
        {
            var v = Vector128.LoadUnsafe(ref first, i) * scale;
            v = Vector128.Shuffle(v, Vector128.Create(0, 0, 2, 2)) + (Vector128.Shuffle(v, Vector128.Create(1, 1, 3, 3)) ^ oddMinus);
            v = Vector128.Shuffle(v, Vector128.Create(0, 1, 0, 1)) + (Vector128.Shuffle(v, Vector128.Create(2, 3, 2, 3)) ^ upperMinus);
            v.StoreUnsafe(ref first, i);
        }
    }

    private static void OneStage(ref float first, int count, int stride)
    {
        for (var block = 0; block < count; block += 2 * stride)
        {
            for (var i = block; i < block + stride; i += 4)
            {
                var (a, b) = (Vector128.LoadUnsafe(ref first, (nuint)i), Vector128.LoadUnsafe(ref first, (nuint)(i + stride)));
                (a + b).StoreUnsafe(ref first, (nuint)i);
                (a - b).StoreUnsafe(ref first, (nuint)(i + stride));
            }
        }
    }

    /// <summary>Strides s and 2 s in one pass over memory.</summary>
    private static void TwoStages(ref float first, int count, int stride)
    {
        for (var block = 0; block < count; block += 4 * stride)
        {
            for (var i = (nuint)block; i < (nuint)(block + stride); i += 4)
            {
                var s = (nuint)stride;
                var (a, b) = (Vector128.LoadUnsafe(ref first, i), Vector128.LoadUnsafe(ref first, i + s));
                var (c, d) = (Vector128.LoadUnsafe(ref first, i + 2 * s), Vector128.LoadUnsafe(ref first, i + 3 * s));
                var (plusAb, minusAb, plusCd, minusCd) = (a + b, a - b, c + d, c - d);
                (plusAb + plusCd).StoreUnsafe(ref first, i);
                (minusAb + minusCd).StoreUnsafe(ref first, i + s);
                (plusAb - plusCd).StoreUnsafe(ref first, i + 2 * s);
                (minusAb - minusCd).StoreUnsafe(ref first, i + 3 * s);
            }
        }
    }
}
