using System.Buffers.Binary;
using System.Security.Cryptography;
using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;

namespace Mote.Recognition.Protection.Records;

/// <summary>
/// The binary form, little-endian. In the clear: magic, format version, recipe, precision, number of layers; embedder and
/// cohort hash; master key version; salt; for each layer inputs, outputs and whether it has biases, then its weights.
/// Then nonce, tag and ciphertext of: seven doubles and two integers of calibration, and the certificate. The clear part
/// and the name are authenticated with it. Version 2, read for ever, is the same under a magic that is also the storage
/// envelope's.
/// </summary>
internal static class ProtectedTemplateFormat
{
    private const byte Version = 3;
    private const byte VersionOfFirstMagic = 2;
    private const int HashBytes = 32;
    private const int HeadBytes = 8;
    private const int KeyVersionAt = HeadBytes + 2 * HashBytes;
    private const int SaltAt = KeyVersionAt + sizeof(int);
    private const int LayersAt = SaltAt + TemplateKeys.SaltBytes;
    private const int ShapeBytes = 2 * sizeof(ushort) + 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int CalibrationBytes = 7 * sizeof(double) + 2 * sizeof(int);
    private const int MostLayers = 16;

    private static ReadOnlySpan<byte> Magic => "MTPL"u8;

    private static ReadOnlySpan<byte> FirstMagic => "MOTE"u8;

    public static byte[] Write(ModelTemplate template, TemplateKeys keys)
    {
        var layers = template.Network.Layers;
        var clear = LayersAt + layers.Count * ShapeBytes + template.WeightBytes;
        var bytes = new byte[clear + NonceBytes + TagBytes + CalibrationBytes + template.Certificate.Length];
        Magic.CopyTo(bytes);
        bytes[4] = Version;
        bytes[5] = (byte)template.Recipe;
        bytes[6] = (byte)template.Precision;
        bytes[7] = (byte)layers.Count;
        Convert.FromHexString(template.EmbedderHash).CopyTo(bytes.AsSpan(HeadBytes));
        Convert.FromHexString(template.CohortHash).CopyTo(bytes.AsSpan(HeadBytes + HashBytes));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(KeyVersionAt), keys.MasterKeyVersion);
        keys.Salt.CopyTo(bytes.AsSpan(SaltAt));
        var rest = bytes.AsSpan(LayersAt);
        foreach (var layer in layers)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, (ushort)layer.Inputs);
            BinaryPrimitives.WriteUInt16LittleEndian(rest[2..], (ushort)layer.Outputs);
            rest[4] = layer.Biases.IsEmpty ? (byte)0 : (byte)1;
            var size = LayerBytes(layer.Inputs, layer.Outputs, !layer.Biases.IsEmpty, template.Precision);
            QuantisedLayer.Write(layer, template.Precision, rest.Slice(ShapeBytes, size));
            rest = rest[(ShapeBytes + size)..];
        }

        var inner = new byte[CalibrationBytes + template.Certificate.Length];
        WriteCalibration(template.Calibration, inner);
        template.Certificate.Span.CopyTo(inner.AsSpan(CalibrationBytes));
        RandomNumberGenerator.Fill(rest[..NonceBytes]);
        using var aes = new AesGcm(keys.Inner, TagBytes);
        aes.Encrypt(rest[..NonceBytes], inner, rest[(NonceBytes + TagBytes)..], rest.Slice(NonceBytes, TagBytes), Associated(keys.Name, bytes.AsSpan(0, clear)));
        CryptographicOperations.ZeroMemory(inner);
        return bytes;
    }

    /// <exception cref="ArgumentException">The bytes are malformed.</exception>
    /// <exception cref="ModelTemplateFormatException">The format is another one.</exception>
    public static Clear ReadClear(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LayersAt || !(bytes.StartsWith(Magic) || bytes.StartsWith(FirstMagic)))
            throw new ArgumentException("There is no head.");
        if (bytes[4] != (bytes.StartsWith(Magic) ? Version : VersionOfFirstMagic))
            throw new ModelTemplateFormatException($"The model-template has format {bytes[4]}, this program reads {Version}: use the program that wrote it, or enrol again.");

        var (form, precision, count) = (RecipeBook.Of((Recipe)bytes[5]).Form, (WeightPrecision)bytes[6], bytes[7]);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostLayers);
        var layers = new DenseLayer[count];
        var rest = bytes[LayersAt..];
        for (var i = 0; i < count; i++)
        {
            var (inputs, outputs, hasBiases) = ReadShape(rest[..ShapeBytes]);
            var size = LayerBytes(inputs, outputs, hasBiases, precision);
            layers[i] = QuantisedLayer.Read(inputs, outputs, hasBiases, precision, rest.Slice(ShapeBytes, size));
            rest = rest[(ShapeBytes + size)..];
        }

        if (rest.Length < NonceBytes + TagBytes + CalibrationBytes)
            throw new ArgumentException("The encrypted part is missing.");
        return new Clear(
            new Network(form, layers),
            precision,
            Convert.ToHexStringLower(bytes.Slice(HeadBytes, HashBytes)),
            Convert.ToHexStringLower(bytes.Slice(HeadBytes + HashBytes, HashBytes)),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[KeyVersionAt..]),
            bytes.Slice(SaltAt, TemplateKeys.SaltBytes).ToArray(),
            bytes.Length - rest.Length);
    }

    /// <exception cref="AuthenticationTagMismatchException">The bytes, the name or the key are others.</exception>
    /// <exception cref="ArgumentException">What was encrypted makes no calibration.</exception>
    public static ModelTemplate Open(ReadOnlySpan<byte> bytes, Clear clear, TemplateKeys keys)
    {
        var rest = bytes[clear.Length..];
        var inner = new byte[rest.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(keys.Inner, TagBytes);
        aes.Decrypt(rest[..NonceBytes], rest[(NonceBytes + TagBytes)..], rest.Slice(NonceBytes, TagBytes), inner, Associated(keys.Name, bytes[..clear.Length]));
        return new ModelTemplate(
            clear.Network, clear.Precision, ReadCalibration(clear.Network.Recipe, inner), clear.EmbedderHash, clear.CohortHash, keys.Transform)
        {
            Certificate = inner.AsMemory(CalibrationBytes),
        };
    }

    private static byte[] Associated(TemplateName name, ReadOnlySpan<byte> clear) =>
        [.. LengthPrefixed.Of("mote/template", name.Realm, name.Subject, LengthPrefixed.Number(name.Version)), .. clear];

    /// <summary>Bounds the widths before anything is multiplied or allocated: the clear part is read before it is authenticated.</summary>
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

    /// <summary>What can be read without a key.</summary>
    /// <param name="Network">The network in turned coordinates.</param>
    /// <param name="Precision">How its weights are written.</param>
    /// <param name="EmbedderHash">The embedder's SHA-256.</param>
    /// <param name="CohortHash">The cohort pack's SHA-256.</param>
    /// <param name="MasterKeyVersion">The master key that opens the rest.</param>
    /// <param name="Salt">What makes its keys fresh.</param>
    /// <param name="Length">Bytes of all that.</param>
    internal sealed record Clear(
        Network Network, WeightPrecision Precision, string EmbedderHash, string CohortHash, int MasterKeyVersion, byte[] Salt, int Length);
}
