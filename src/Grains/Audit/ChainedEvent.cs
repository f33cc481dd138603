using System.Globalization;
using System.Security.Cryptography;
using Mote.Grains.Contracts.Audit;
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
    // Parts of the stored format.
    private const string FirstFormat = "mote/audit/1";
    private const string SecondFormat = "mote/audit/2";
    private const int Second = 2;

    /// <summary>The version of its hash: 2 covers all that there is; 0 stands for the first, which covers what there was then.</summary>
    [Id(4)]
    public int Version { get; init; }

    /// <summary>What the first entry of a realm's first chain follows.</summary>
    public static byte[] Genesis(string realm)
    {
        using var hash = FieldHash.Plain();
        hash.Add(FirstFormat);
        hash.Add(realm);
        return hash.Finish();
    }

    /// <summary>What the first entry of a further writer's chain follows.</summary>
    public static byte[] Genesis(AuditWriterKey key)
    {
        using var hash = FieldHash.Plain();
        hash.Add(SecondFormat);
        hash.Add(key.Realm);
        hash.Add(key.Writer);
        return hash.Finish();
    }

    /// <summary>Chains what happened to what was before.</summary>
    public static ChainedEvent After(ReadOnlySpan<byte> previous, long sequence, DateTimeOffset time, AuditEvent happened)
    {
        var entry = new ChainedEvent(sequence, time, happened, []) { Version = Second };
        return entry with { Hash = entry.HashAfter(previous) };
    }

    /// <summary>Whether this is what was written, and follows <paramref name="previous"/>.</summary>
    public bool Follows(ReadOnlySpan<byte> previous) => IsKnown && CryptographicOperations.FixedTimeEquals(Hash, HashAfter(previous));

    // What a version does not cover, no entry of it has.
    private bool IsKnown => Event.HappenedAt is null && (Version == Second || (Version == 0 && Event is { Manifest: null, MostMissing: null, ApiKey: null, From: null, Times: null, Realm: null, ByOthersWord: null }));

    private byte[] HashAfter(ReadOnlySpan<byte> previous)
    {
        var (sequence, time, happened) = (Sequence, Time, Event);
        using var hash = FieldHash.Plain();
        hash.Add(Version == 0 ? FirstFormat : SecondFormat);
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
        if (Version == 0)
            return hash.Finish();
        hash.Add(happened.Manifest?.Shard);
        hash.Add(happened.Manifest?.Counter);
        if (happened.Manifest is { } manifest)
            hash.Add(manifest.Hash);
        hash.Add(happened.MostMissing);
        // What came later is named, and left out where there is none: entries of before it hash as they did.
        AddNamed("api-key", happened.ApiKey);
        AddNamed("from", happened.From);
        AddNamed("times", happened.Times?.ToString(CultureInfo.InvariantCulture));
        AddNamed("realm", happened.Realm);
        AddNamed("by-others-word", happened.ByOthersWord switch { true => "true", false => "false", null => null });
        return hash.Finish();

        void AddNamed(string name, string? value)
        {
            if (value is null)
                return;
            hash.Add(name);
            hash.Add(value);
        }
    }
}
