using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mote.Abstractions.Audit;

namespace Mote.Grains.Audit;

/// <summary>One entry of a chain: its hash is over everything in it and the hash before.</summary>
/// <param name="Sequence">Its place, from 1.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Event">What happened.</param>
/// <param name="Hash">SHA-256.</param>
[GenerateSerializer, Immutable, Alias("Mote.ChainedEvent")]
internal sealed record ChainedEvent(
    [property: Id(0)] long Sequence,
    [property: Id(1)] DateTimeOffset Time,
    [property: Id(2)] AuditEvent Event,
    [property: Id(3)] byte[] Hash)
{
    // Part of the stored format.
    private const string Format = "mote/audit/1";

    /// <summary>What the first entry of a realm's chain follows.</summary>
    public static byte[] Genesis(string realm)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Format);
        Add(hash, realm);
        return hash.GetHashAndReset();
    }

    /// <summary>Chains what happened to what was before.</summary>
    public static ChainedEvent After(ReadOnlySpan<byte> previous, long sequence, DateTimeOffset time, AuditEvent happened) =>
        new(sequence, time, happened, HashOf(previous, sequence, time, happened));

    /// <summary>Whether this is what was written, and follows <paramref name="previous"/>.</summary>
    public bool Follows(ReadOnlySpan<byte> previous) => CryptographicOperations.FixedTimeEquals(Hash, HashOf(previous, Sequence, Time, Event));

    private static byte[] HashOf(ReadOnlySpan<byte> previous, long sequence, DateTimeOffset time, AuditEvent happened)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, Format);
        Add(hash, previous);
        Add(hash, sequence);
        Add(hash, time.UtcTicks);
        Add(hash, (long)happened.Kind);
        Add(hash, (long)happened.Outcome);
        Add(hash, happened.Caller);
        Add(hash, happened.Door);
        Add(hash, happened.Person?.ToString());
        Add(hash, happened.Code);
        Add(hash, happened.TemplateVersion);
        Add(hash, happened.DecisionId?.ToString());
        Add(hash, happened.FalseMatchRate is { } rate ? BitConverter.DoubleToInt64Bits(rate) : null);
        return hash.GetHashAndReset();
    }

    // Each field with its length before it, so that no other fields give the same bytes; -1 for nothing.
    private static void Add(IncrementalHash hash, string? field)
    {
        if (field is null)
            AddLength(hash, -1);
        else
            Add(hash, Encoding.UTF8.GetBytes(field));
    }

    private static void Add(IncrementalHash hash, long? field)
    {
        if (field is not { } value)
        {
            AddLength(hash, -1);
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Add(hash, bytes);
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        AddLength(hash, field.Length);
        hash.AppendData(field);
    }

    private static void AddLength(IncrementalHash hash, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        hash.AppendData(bytes);
    }
}
