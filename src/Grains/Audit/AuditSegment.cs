namespace Mote.Grains.Audit;

/// <summary>Entries that are sealed together, written anew whenever slots are full. Once it is full itself it is not written again, but to seal it under another master key.</summary>
[GenerateSerializer, Alias("Mote.AuditSegment")]
internal sealed record AuditSegment
{
    /// <summary>Entries a segment. Part of the stored format: the place of an entry follows from its sequence.</summary>
    public const int Capacity = 256;

    /// <summary>The hash that its first entry follows.</summary>
    [Id(0)]
    public byte[] PreviousHash { get; init; } = [];

    /// <summary>Its entries, without a gap.</summary>
    [Id(1)]
    public ChainedEvent[] Entries { get; init; } = [];

    /// <summary>The number of the segment that holds an entry.</summary>
    public static long NumberOf(long sequence) => (sequence - 1) / Capacity;

    /// <summary>The first entry of a segment.</summary>
    public static long FirstOf(long number) => number * Capacity + 1;

    /// <summary>The hash of its last entry.</summary>
    public byte[] Hash => Entries is [] ? PreviousHash : Entries[^1].Hash;

    /// <summary>The first entry that is not what was written or not where it belongs; null where all are.</summary>
    public long? BrokenAt(long number)
    {
        var previous = PreviousHash;
        for (var i = 0; i < Entries.Length; i++)
        {
            if (Entries[i].Sequence != FirstOf(number) + i || !Entries[i].Follows(previous))
                return FirstOf(number) + i;
            previous = Entries[i].Hash;
        }

        return null;
    }
}
