using System.Buffers.Binary;
using System.Numerics.Tensors;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Networks;

/// <summary>
/// A layer as it is stored: each output's weights are whole multiples of its own scale, symmetric about 0; scales and
/// biases stay in single precision. A row of positive weights keeps every one of them at one step or more.
/// </summary>
internal static class QuantisedLayer
{
    /// <summary>Bytes of a layer's weights, scales and biases.</summary>
    public static int Bytes(int inputs, int outputs, bool hasBiases, WeightPrecision precision) =>
        outputs * (RowBytes(inputs, precision) + ScaleBytes(precision) + (hasBiases ? sizeof(float) : 0));

    /// <summary>Writes a layer: for each output its scale (unless single precision) and weights, then all biases.</summary>
    public static void Write(DenseLayer layer, WeightPrecision precision, Span<byte> to)
    {
        foreach (var output in Enumerable.Range(0, layer.Outputs))
        {
            var row = layer.Row(output);
            if (precision == WeightPrecision.Float32)
            {
                to = WriteFloats(row, to);
                continue;
            }

            var largest = Largest(precision);
            var scale = Math.Abs(TensorPrimitives.MaxMagnitude(row)) / largest;
            // Positive weights stay positive: an output weight rounded to 0 would silence its unit and break the dead zone's form.
            var least = TensorPrimitives.Min(row) > 0 ? 1 : -largest;
            to = WriteFloats([scale], to);
            for (var i = 0; i < row.Length; i++)
                Put(to, i, scale == 0 ? 0 : Math.Clamp((int)MathF.Round(row[i] / scale), least, largest), precision);
            to = to[RowBytes(row.Length, precision)..];
        }

        WriteFloats(layer.Biases, to);
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static DenseLayer Read(int inputs, int outputs, bool hasBiases, WeightPrecision precision, ReadOnlySpan<byte> from)
    {
        var weights = new float[inputs * outputs];
        Span<float> scale = stackalloc float[1];
        for (var output = 0; output < outputs; output++)
        {
            var row = weights.AsSpan(output * inputs, inputs);
            if (precision == WeightPrecision.Float32)
            {
                from = ReadFloats(row, from);
                continue;
            }

            from = ReadFloats(scale, from);
            for (var i = 0; i < inputs; i++)
                row[i] = scale[0] * Get(from, i, precision);
            from = from[RowBytes(inputs, precision)..];
        }

        var biases = new float[hasBiases ? outputs : 0];
        ReadFloats(biases, from);
        return new DenseLayer(inputs, outputs, weights, biases);
    }

    private static int Largest(WeightPrecision precision) => precision == WeightPrecision.Int8 ? 127 : 7;

    private static int ScaleBytes(WeightPrecision precision) => precision == WeightPrecision.Float32 ? 0 : sizeof(float);

    private static int RowBytes(int inputs, WeightPrecision precision) => precision switch
    {
        WeightPrecision.Float32 => inputs * sizeof(float),
        WeightPrecision.Int8 => inputs,
        WeightPrecision.Int4 => (inputs + 1) / 2,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such precision."),
    };

    private static void Put(Span<byte> to, int index, int value, WeightPrecision precision)
    {
        if (precision == WeightPrecision.Int8)
            to[index] = unchecked((byte)(sbyte)value);
        else if (index % 2 == 0)
            to[index / 2] = (byte)(value & 0xf);
        else
            to[index / 2] |= (byte)(value << 4);
    }

    private static int Get(ReadOnlySpan<byte> from, int index, WeightPrecision precision)
    {
        if (precision == WeightPrecision.Int8)
            return unchecked((sbyte)from[index]);

        var nibble = index % 2 == 0 ? from[index / 2] & 0xf : from[index / 2] >> 4;
        return nibble > 7 ? nibble - 16 : nibble;
    }

    private static Span<byte> WriteFloats(scoped ReadOnlySpan<float> values, Span<byte> to)
    {
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(to[(i * sizeof(float))..], values[i]);
        return to[(values.Length * sizeof(float))..];
    }

    private static ReadOnlySpan<byte> ReadFloats(scoped Span<float> values, ReadOnlySpan<byte> from)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(from[(i * sizeof(float))..]);
        return from[(values.Length * sizeof(float))..];
    }
}
