using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mote.Recognition.Cohorts;

/// <summary>
/// Inner products of many rows with several vectors. Four vectors share each row while it is in registers, which costs half of
/// four passes.
/// </summary>
internal static class Similarities
{
    /// <summary>Vectors that share a pass.</summary>
    public const int AtOnce = 4;

    /// <summary>The inner products of every row with <see cref="AtOnce"/> vectors.</summary>
    /// <param name="rows">Rows of d values.</param>
    /// <param name="vectors">The vectors, d values each, one after another.</param>
    /// <param name="products">For each vector one value a row, one vector after another; overwritten.</param>
    public static void Of(EmbeddingSet rows, ReadOnlySpan<float> vectors, Span<float> products)
    {
        var (d, count) = (rows.Dimension, rows.Count);
        if (vectors.Length != AtOnce * d || products.Length != AtOnce * count)
            throw new ArgumentException($"{AtOnce} vectors of {d} values have {AtOnce * count} products with {count} rows.", nameof(products));

        for (var row = 0; row < count; row++)
        {
            var sums = Sums(rows[row], vectors);
            for (var vector = 0; vector < AtOnce; vector++)
                products[vector * count + row] = sums[vector];
        }
    }

    private static Vector128<float> Sums(ReadOnlySpan<float> values, ReadOnlySpan<float> vectors)
    {
        var d = values.Length;
        ref var row = ref MemoryMarshal.GetReference(values);
        ref var vector = ref MemoryMarshal.GetReference(vectors);
        var (first, second, third, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= d - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            var part = Vector256.LoadUnsafe(ref row, (nuint)i);
            first = Vector256.FusedMultiplyAdd(part, Vector256.LoadUnsafe(ref vector, (nuint)i), first);
            second = Vector256.FusedMultiplyAdd(part, Vector256.LoadUnsafe(ref vector, (nuint)(d + i)), second);
            third = Vector256.FusedMultiplyAdd(part, Vector256.LoadUnsafe(ref vector, (nuint)(2 * d + i)), third);
            fourth = Vector256.FusedMultiplyAdd(part, Vector256.LoadUnsafe(ref vector, (nuint)(3 * d + i)), fourth);
        }

        var sums = Vector128.Create(Vector256.Sum(first), Vector256.Sum(second), Vector256.Sum(third), Vector256.Sum(fourth));
        if (i == d)
            return sums;
        var rest = values[i..];
        return sums + Vector128.Create(
            TensorPrimitives.Dot(rest, vectors[i..d]),
            TensorPrimitives.Dot(rest, vectors[(d + i)..(2 * d)]),
            TensorPrimitives.Dot(rest, vectors[(2 * d + i)..(3 * d)]),
            TensorPrimitives.Dot(rest, vectors[(3 * d + i)..]));
    }
}
