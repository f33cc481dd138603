using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mote.Grains.Stored;

/// <summary>Hashes several fields, each with its length before it, so that no other fields give the same bytes; -1 for nothing. Part of the stored formats.</summary>
/// <param name="hash">SHA-256, plain or keyed.</param>
internal sealed class FieldHash(IncrementalHash hash) : IDisposable
{
    /// <summary>Under no key.</summary>
    public static FieldHash Plain() => new(IncrementalHash.CreateHash(HashAlgorithmName.SHA256));

    /// <summary>Under a key.</summary>
    public static FieldHash Keyed(ReadOnlySpan<byte> key) => new(IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));

    public void Add(string? field)
    {
        if (field is null)
            AddLength(-1);
        else
            Add(Encoding.UTF8.GetBytes(field));
    }

    public void Add(long? field)
    {
        if (field is not { } value)
        {
            AddLength(-1);
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Add(bytes);
    }

    /// <summary>A number by its bits.</summary>
    public void Add(double? field) => Add(field is { } value ? BitConverter.DoubleToInt64Bits(value) : (long?)null);

    public void Add(ReadOnlySpan<byte> field)
    {
        AddLength(field.Length);
        hash.AppendData(field);
    }

    /// <summary>The hash of all fields.</summary>
    public byte[] Finish() => hash.GetHashAndReset();

    public void Dispose() => hash.Dispose();

    private void AddLength(int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        hash.AppendData(bytes);
    }
}
