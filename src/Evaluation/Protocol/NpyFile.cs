using System.Buffers.Binary;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Mote.Recognition.Vectors;

namespace Mote.Evaluation.Protocol;

/// <summary>
/// Reads a matrix of float16 or float32 from a NumPy file (format versions 1.0 and 2.0, NumPy enhancement proposal 1),
/// little-endian and row after row. Everything else is refused by its name.
/// </summary>
public static partial class NpyFile
{
    /// <summary>The fewest values an embedding may have.</summary>
    public const int LeastDimension = 64;

    /// <summary>The most values an embedding may have.</summary>
    public const int MostDimension = 1024;

    private const int MagicBytes = 8;

    /// <summary>The rows of a file as they are, not normalised.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="EvaluationSetException">It is no such matrix, of another type, order or size than stated; the message says which.</exception>
    public static EmbeddingSet Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            throw new EvaluationSetException($"There is no file '{path}': --embeddings names a NumPy file of one embedding a row.");
        var file = File.ReadAllBytes(path);
        if (file.Length < MagicBytes + 4 || file[0] != 0x93 || !file.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
            throw new EvaluationSetException($"'{path}' is not a NumPy file: numpy.save writes one.");

        var (start, length) = (file[6], file[7]) switch
        {
            (1, 0) => (MagicBytes + 2, BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(MagicBytes))),
            (2, 0) => (MagicBytes + 4, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(MagicBytes))),
            var (major, minor) => throw new EvaluationSetException($"'{path}' has NumPy format version {major}.{minor}; 1.0 and 2.0 are read."),
        };
        if (start + length > file.Length)
            throw new EvaluationSetException($"'{path}' ends inside its header: it was not copied whole.");

        var header = Encoding.Latin1.GetString(file.AsSpan(start, (int)length));
        var type = Field(DescrPattern(), header, path, "descr");
        if (type is not ("<f2" or "<f4"))
            throw new EvaluationSetException($"'{path}' holds values of type '{type}': save it as float16 ('<f2') or float32 ('<f4'), little-endian.");
        if (Field(OrderPattern(), header, path, "fortran_order") != "False")
            throw new EvaluationSetException($"'{path}' is in Fortran order, column after column: save numpy.ascontiguousarray of it.");
        var shape = Field(ShapePattern(), header, path, "shape").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (shape.Length != 2 || !int.TryParse(shape[0], CultureInfo.InvariantCulture, out var rows) || !int.TryParse(shape[1], CultureInfo.InvariantCulture, out var columns))
            throw new EvaluationSetException($"'{path}' has the shape ({string.Join(", ", shape)}): a matrix of one embedding a row is needed.");
        if (columns is < LeastDimension or > MostDimension)
            throw new EvaluationSetException($"'{path}' has embeddings of {columns} values: {LeastDimension} to {MostDimension} are read.");

        var content = file.AsSpan(start + (int)length);
        var stated = (long)rows * columns * (type == "<f2" ? 2 : 4);
        if (content.Length != stated)
            throw new EvaluationSetException($"'{path}' has {content.Length} bytes of values where {rows} rows of {columns} have {stated}: it was not copied whole.");

        var values = new float[rows * columns];
        if (type == "<f2")
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(content), values);
        else
            MemoryMarshal.Cast<byte, float>(content).CopyTo(values);
        return new EmbeddingSet(values, columns);
    }

    private static string Field(Regex pattern, string header, string path, string name) => pattern.Match(header) is { Success: true } match
        ? match.Groups[1].Value
        : throw new EvaluationSetException($"'{path}' has a header without '{name}': it is not a NumPy matrix of numbers.");

    [GeneratedRegex("'descr'\\s*:\\s*'([^']*)'")]
    private static partial Regex DescrPattern();

    [GeneratedRegex("'fortran_order'\\s*:\\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("'shape'\\s*:\\s*\\(([^)]*)\\)")]
    private static partial Regex ShapePattern();
}
