using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mote.Recognition.Vectors;

/// <summary>
/// A matrix that lies ready for products with many vectors: panels of 16 rows, value by value side by side, so that a
/// register holds one value of 16 rows (Goto and van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication").
/// Every inner product is summed from the first value to the last by fused multiply-adds, one row a lane: it is the same
/// to the bit whatever rows and vectors stand beside it, and however wide the machine's registers are. Reading is
/// thread-safe, writing rows is not.
/// </summary>
internal sealed class PackedRows
{
    private const int Lanes = 16;
    private const int Panels = 4;
    private const int VectorsAtOnce = 8;

    private readonly float[] _values;

    /// <summary>Packs a whole set.</summary>
    public PackedRows(EmbeddingSet rows)
        : this(rows.Count, rows.Dimension, new float[Length(rows.Count, rows.Dimension)])
    {
        for (var row = 0; row < rows.Count; row++)
            Write(row, rows[row]);
    }

    /// <summary>Lays rows, all of them 0 so far, into memory.</summary>
    /// <param name="count">Rows.</param>
    /// <param name="dimension">Values a row.</param>
    /// <param name="values"><see cref="Length"/> values at least; cleared.</param>
    public PackedRows(int count, int dimension, float[] values)
    {
        (Count, Dimension, Stride, _values) = (count, dimension, Length(count, 1), values);
        Array.Clear(values);
    }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>Values a row.</summary>
    public int Dimension { get; }

    /// <summary>Values that the products of one vector take: <see cref="Count"/>, and what fills the last block up.</summary>
    public int Stride { get; }

    /// <summary>Values that rows take, with those that fill the last block up.</summary>
    public static int Length(int count, int dimension) => (count + Panels * Lanes - 1) / (Panels * Lanes) * (Panels * Lanes) * dimension;

    /// <summary>One value.</summary>
    public float this[int row, int column] => _values[Start(row) + column * Lanes];

    /// <summary>Replaces one row.</summary>
    /// <param name="row">0 to <see cref="Count"/> - 1.</param>
    /// <param name="values"><see cref="Dimension"/> values.</param>
    public void Write(int row, ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, Dimension);
        var start = Start(row);
        for (var column = 0; column < values.Length; column++)
            _values[start + column * Lanes] = values[column];
    }

    /// <summary>The inner products of every row with some vectors.</summary>
    /// <param name="vectors">Vectors of <see cref="Dimension"/> values, one after another.</param>
    /// <param name="products"><see cref="Stride"/> values a vector, of which the first <see cref="Count"/> are the products; overwritten.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    public void Times(ReadOnlySpan<float> vectors, Span<float> products)
    {
        var (d, count) = (Dimension, vectors.Length / Dimension);
        if (vectors.Length != count * d || products.Length != count * Stride)
            throw new ArgumentException($"{count} vectors of {d} values have {count * Stride} products, not {products.Length}.", nameof(products));
        if (count == 0)
            return;

        ref var vector = ref MemoryMarshal.GetReference(vectors);
        ref var product = ref MemoryMarshal.GetReference(products);
        var eights = count - count % VectorsAtOnce;
        for (var block = 0; block < Stride; block += Panels * Lanes)
        {
            // A block stays in the nearest cache while all vectors pass.
            for (var row = block; row < block + Panels * Lanes; row += Lanes)
            {
                for (var i = 0; i < eights; i += VectorsAtOnce)
                    PanelTimesEight(ref _values[row * d], ref Unsafe.Add(ref vector, i * d), ref Unsafe.Add(ref product, i * Stride + row));
            }

            for (var i = eights; i < count; i++)
                BlockTimesOne(ref _values[block * d], ref Unsafe.Add(ref vector, i * d), ref Unsafe.Add(ref product, i * Stride + block));
        }
    }

    /// <summary>Adds the sum of all rows, each times its weight.</summary>
    /// <param name="weights"><see cref="Stride"/> values, 0 behind the first <see cref="Count"/>.</param>
    /// <param name="sum"><see cref="Dimension"/> values.</param>
    public void AddWeighted(ReadOnlySpan<float> weights, Span<float> sum)
    {
        if (weights.Length != Stride || sum.Length != Dimension)
            throw new ArgumentException($"{Stride} weights give {Dimension} sums, not {weights.Length} give {sum.Length}.", nameof(weights));
        ref var weight = ref MemoryMarshal.GetReference(weights);
        var column = 0;
        for (; column <= Dimension - 4; column += 4)
        {
            var (first, second, third, fourth) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
            for (var row = 0; row < Stride; row += Lanes)
            {
                var by = Vector512.LoadUnsafe(ref weight, (nuint)row);
                ref var values = ref _values[row * Dimension + column * Lanes];
                first = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref values), by, first);
                second = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref values, Lanes), by, second);
                third = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref values, 2 * Lanes), by, third);
                fourth = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref values, 3 * Lanes), by, fourth);
            }

            sum[column] += Vector512.Sum(first);
            sum[column + 1] += Vector512.Sum(second);
            sum[column + 2] += Vector512.Sum(third);
            sum[column + 3] += Vector512.Sum(fourth);
        }

        for (; column < Dimension; column++)
        {
            var all = Vector512<float>.Zero;
            for (var row = 0; row < Stride; row += Lanes)
                all = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref _values[row * Dimension + column * Lanes]), Vector512.LoadUnsafe(ref weight, (nuint)row), all);
            sum[column] += Vector512.Sum(all);
        }
    }

    private int Start(int row) => row / Lanes * Lanes * Dimension + row % Lanes;

    // Eight sums are as many as keep both multipliers busy.
    private void PanelTimesEight(ref float panel, ref float vector, ref float product)
    {
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        var (e, f, g, h) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        nint length = Dimension;
        ref var second = ref Unsafe.Add(ref vector, length);
        ref var third = ref Unsafe.Add(ref second, length);
        ref var fourth = ref Unsafe.Add(ref third, length);
        ref var fifth = ref Unsafe.Add(ref fourth, length);
        ref var sixth = ref Unsafe.Add(ref fifth, length);
        ref var seventh = ref Unsafe.Add(ref sixth, length);
        ref var eighth = ref Unsafe.Add(ref seventh, length);
        for (nint i = 0; i < length; i++)
        {
            var rows = Vector512.LoadUnsafe(ref panel, (nuint)(i * Lanes));
            a = Vector512.FusedMultiplyAdd(rows, Vector512.Create(Unsafe.Add(ref vector, i)), a);
            b = Vector512.FusedMultiplyAdd(rows, Vector512.Create(Unsafe.Add(ref second, i)), b);
            c = Vector512.FusedMultiplyAdd(rows, Vector512.Create(Unsafe.Add(ref third, i)), c);
            d = Vector512.FusedMultiplyAdd(rows, Vector512.Create(Unsafe.Add(ref fourth, i)), d);
            e = Vector512.FusedMultiplyAdd(rows, Vector512.Create(Unsafe.Add(ref fifth, i)), e);
            f = Vector512.FusedMultiplyAdd(rows, Vector512.Create(Unsafe.Add(ref sixth, i)), f);
            g = Vector512.FusedMultiplyAdd(rows, Vector512.Create(Unsafe.Add(ref seventh, i)), g);
            h = Vector512.FusedMultiplyAdd(rows, Vector512.Create(Unsafe.Add(ref eighth, i)), h);
        }

        var next = (nuint)Stride;
        a.StoreUnsafe(ref product);
        b.StoreUnsafe(ref product, next);
        c.StoreUnsafe(ref product, 2 * next);
        d.StoreUnsafe(ref product, 3 * next);
        e.StoreUnsafe(ref product, 4 * next);
        f.StoreUnsafe(ref product, 5 * next);
        g.StoreUnsafe(ref product, 6 * next);
        h.StoreUnsafe(ref product, 7 * next);
    }

    private void BlockTimesOne(ref float panel, ref float vector, ref float product)
    {
        var (a, b, c, d) = (Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero, Vector512<float>.Zero);
        nint length = Dimension;
        ref var second = ref Unsafe.Add(ref panel, Lanes * length);
        ref var third = ref Unsafe.Add(ref second, Lanes * length);
        ref var fourth = ref Unsafe.Add(ref third, Lanes * length);
        for (nint i = 0; i < length; i++)
        {
            var value = Vector512.Create(Unsafe.Add(ref vector, i));
            a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref panel, (nuint)(i * Lanes)), value, a);
            b = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref second, (nuint)(i * Lanes)), value, b);
            c = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref third, (nuint)(i * Lanes)), value, c);
            d = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref fourth, (nuint)(i * Lanes)), value, d);
        }

        a.StoreUnsafe(ref product);
        b.StoreUnsafe(ref product, Lanes);
        c.StoreUnsafe(ref product, 2 * Lanes);
        d.StoreUnsafe(ref product, 3 * Lanes);
    }
}
