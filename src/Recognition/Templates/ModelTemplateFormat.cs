using System.Buffers.Binary;
using System.IO.Hashing;
using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Templates;

/// <summary>
/// The binary form, little-endian: magic, format version, recipe, precision, number of layers; embedder and cohort hash;
/// seven doubles and two integers of calibration; for each layer inputs, outputs and whether it has biases, then its
/// weights; XXH3-128 of all that.
/// </summary>
internal static class ModelTemplateFormat
{
    private const byte Version = 1;
    private const int HashBytes = 32;
    private const int HeadBytes = 8;
    private const int CalibrationBytes = 7 * sizeof(double) + 2 * sizeof(int);
    private const int ShapeBytes = 2 * sizeof(ushort) + 1;
    private const int ChecksumBytes = 16;
    private const int MostLayers = 16;

    private static ReadOnlySpan<byte> Magic => "MOTE"u8;

    public static byte[] Write(ModelTemplate template)
    {
        var layers = template.Network.Layers;
        var bytes = new byte[HeadBytes + 2 * HashBytes + CalibrationBytes + layers.Count * ShapeBytes + template.WeightBytes + ChecksumBytes];
        Magic.CopyTo(bytes);
        bytes[4] = Version;
        bytes[5] = (byte)template.Recipe;
        bytes[6] = (byte)template.Precision;
        bytes[7] = (byte)layers.Count;
        var rest = bytes.AsSpan(HeadBytes);
        Convert.FromHexString(template.EmbedderHash).CopyTo(rest);
        Convert.FromHexString(template.CohortHash).CopyTo(rest[HashBytes..]);
        rest = rest[(2 * HashBytes)..];
        WriteCalibration(template.Calibration, rest);
        rest = rest[CalibrationBytes..];
        foreach (var layer in layers)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, (ushort)layer.Inputs);
            BinaryPrimitives.WriteUInt16LittleEndian(rest[2..], (ushort)layer.Outputs);
            rest[4] = layer.Biases.IsEmpty ? (byte)0 : (byte)1;
            var size = LayerBytes(layer.Inputs, layer.Outputs, !layer.Biases.IsEmpty, template.Precision);
            QuantisedLayer.Write(layer, template.Precision, rest.Slice(ShapeBytes, size));
            rest = rest[(ShapeBytes + size)..];
        }

        XxHash128.Hash(bytes.AsSpan(0, bytes.Length - ChecksumBytes), rest);
        return bytes;
    }

    public static ModelTemplate Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeadBytes + 2 * HashBytes + CalibrationBytes + ChecksumBytes || !bytes.StartsWith(Magic))
            throw new ModelTemplateFormatException("The bytes are not a whole model-template: restore the record, or enrol again.");
        if (bytes[4] != Version)
            throw new ModelTemplateFormatException($"The model-template has format {bytes[4]}, this program reads {Version}: use the program that wrote it, or enrol again.");
        Span<byte> checksum = stackalloc byte[ChecksumBytes];
        XxHash128.Hash(bytes[..^ChecksumBytes], checksum);
        if (!bytes[^ChecksumBytes..].SequenceEqual(checksum))
            throw new ModelTemplateFormatException("The model-template is damaged, its checksum does not fit: restore the record, or enrol again.");

        try
        {
            return ReadBody(bytes[..^ChecksumBytes]);
        }
        catch (Exception malformed) when (malformed is ArgumentException or OverflowException)
        {
            throw new ModelTemplateFormatException("The model-template is malformed: enrol again.", malformed);
        }
    }

    private static ModelTemplate ReadBody(ReadOnlySpan<byte> bytes)
    {
        var (recipe, precision, count) = ((Recipe)bytes[5], (WeightPrecision)bytes[6], bytes[7]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostLayers);
        var rest = bytes[HeadBytes..];
        var embedder = Convert.ToHexStringLower(rest[..HashBytes]);
        var cohort = Convert.ToHexStringLower(rest.Slice(HashBytes, HashBytes));
        rest = rest[(2 * HashBytes)..];
        var calibration = ReadCalibration(recipe, rest);
        rest = rest[CalibrationBytes..];
        var layers = new DenseLayer[count];
        for (var i = 0; i < count; i++)
        {
            var (inputs, outputs, hasBiases) = ReadShape(rest[..ShapeBytes]);
            var size = LayerBytes(inputs, outputs, hasBiases, precision);
            layers[i] = QuantisedLayer.Read(inputs, outputs, hasBiases, precision, rest.Slice(ShapeBytes, size));
            rest = rest[(ShapeBytes + size)..];
        }

        return rest.IsEmpty
            ? new ModelTemplate(new Network(recipe, layers), precision, calibration, embedder, cohort)
            : throw new ArgumentException("Bytes are left over.");
    }

    /// <summary>Bounds the widths before anything is multiplied or allocated: a checksum keeps nobody from lying.</summary>
    private static (int Inputs, int Outputs, bool HasBiases) ReadShape(ReadOnlySpan<byte> from)
    {
        int inputs = BinaryPrimitives.ReadUInt16LittleEndian(from);
        int outputs = BinaryPrimitives.ReadUInt16LittleEndian(from[2..]);
        return inputs <= Network.WidestLayer && outputs <= Network.WidestLayer && from[4] <= 1
            ? (inputs, outputs, from[4] == 1)
            : throw new ArgumentException($"A layer cannot have {inputs} inputs, {outputs} outputs and bias mark {from[4]}.");
    }

    private static void WriteCalibration(SubjectCalibration calibration, Span<byte> to)
    {
        var tail = calibration.Tail;
        double[] values = [calibration.Location, calibration.Scale, calibration.TargetFalseMatchRate, calibration.Threshold, tail.Shape, tail.Scale, tail.Share];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(to[(i * sizeof(double))..], values[i]);
        BinaryPrimitives.WriteInt32LittleEndian(to[(7 * sizeof(double))..], tail.Comparisons);
        BinaryPrimitives.WriteInt32LittleEndian(to[(7 * sizeof(double) + sizeof(int))..], tail.Subjects);
    }

    private static SubjectCalibration ReadCalibration(Recipe recipe, ReadOnlySpan<byte> from)
    {
        Span<double> values = stackalloc double[7];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(from[(i * sizeof(double))..]);
        var comparisons = BinaryPrimitives.ReadInt32LittleEndian(from[(7 * sizeof(double))..]);
        var subjects = BinaryPrimitives.ReadInt32LittleEndian(from[(7 * sizeof(double) + sizeof(int))..]);
        return new SubjectCalibration(
            values[0], values[1], new PooledTail(recipe, values[4], values[5], values[6], comparisons, subjects), values[2], values[3]);
    }

    private static int LayerBytes(int inputs, int outputs, bool hasBiases, WeightPrecision precision) =>
        QuantisedLayer.Bytes(inputs, outputs, hasBiases, precision);
}
