using System.Security.Cryptography;
using Mote.Abstractions.Audit;
using Mote.Grains.Stored;

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
        using var hash = FieldHash.Plain();
        hash.Add(Format);
        hash.Add(realm);
        return hash.Finish();
    }

    /// <summary>Chains what happened to what was before.</summary>
    public static ChainedEvent After(ReadOnlySpan<byte> previous, long sequence, DateTimeOffset time, AuditEvent happened) =>
        new(sequence, time, happened, HashOf(previous, sequence, time, happened));

    /// <summary>Whether this is what was written, and follows <paramref name="previous"/>.</summary>
    public bool Follows(ReadOnlySpan<byte> previous) => CryptographicOperations.FixedTimeEquals(Hash, HashOf(previous, Sequence, Time, Event));

    private static byte[] HashOf(ReadOnlySpan<byte> previous, long sequence, DateTimeOffset time, AuditEvent happened)
    {
        using var hash = FieldHash.Plain();
        hash.Add(Format);
        hash.Add(previous);
        hash.Add(sequence);
        hash.Add(time.UtcTicks);
        hash.Add((long)happened.Kind);
        hash.Add((long)happened.Outcome);
        hash.Add(happened.Caller);
        hash.Add(happened.Door);
        hash.Add(happened.Person?.ToString());
        hash.Add(happened.Code);
        hash.Add(happened.TemplateVersion);
        hash.Add(happened.DecisionId?.ToString());
        hash.Add(happened.FalseMatchRate);
        return hash.Finish();
    }
}
