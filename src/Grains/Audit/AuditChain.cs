using Mote.Grains.Contracts.Audit;

namespace Mote.Grains.Audit;

/// <summary>
/// What the realm's head knows of one writer's chain: where it begins, and the anchor, the last entry that is sealed into a
/// segment. What was appended since lies in slots. Written when a segment is sealed, never with an entry; a chain that was
/// closed has everything sealed.
/// </summary>
[GenerateSerializer, Immutable, Alias("Mote.AuditChain")]
internal sealed record AuditChain
{
    /// <summary>Whose it is; empty for one from the time when a realm had one chain alone, until its writer comes.</summary>
    [Id(0)]
    public required string Writer { get; init; }

    /// <summary>Whether it is the realm's first: its records are named as they were when there was no other.</summary>
    [Id(1)]
    public bool IsFirst { get; init; }

    /// <summary>Where it begins, and the anchor.</summary>
    [Id(2)]
    public required AuditTail Sealed { get; init; }

    /// <summary>Segments before this one are deleted; those between it and the first that is kept are about to be.</summary>
    [Id(3)]
    public long Swept { get; init; }

    /// <summary>Which master key segments are sealed under: from a segment on, a version. No older key is needed than this says.</summary>
    [Id(4)]
    public KeyRun[] Runs { get; init; } = [];

    /// <summary>The slots that are in use. Others come into use behind a damage, so that what is damaged stays.</summary>
    [Id(5)]
    public int SlotSet { get; init; }

    /// <summary>Damages that the chain goes on behind, oldest first.</summary>
    [Id(6)]
    public AuditDamage[] Damages { get; init; } = [];

    /// <summary>The first segment that is kept.</summary>
    public long FirstSegment => Sealed.Dropped / AuditSegment.Capacity;

    /// <summary>The damage that nothing is sealed behind yet; null for none.</summary>
    public AuditDamage? Resumed => Damages is [.., var last] && AuditSegment.FirstOf(last.Next) > Sealed.Last ? last : null;

    /// <summary>The damage at the end of a segment; null for none.</summary>
    public AuditDamage? DamageOf(long segment) => Damages.FirstOrDefault(damage => damage.Segment == segment);

    /// <summary>A chain without an entry.</summary>
    public static AuditChain Empty(AuditWriterKey key, bool isFirst)
    {
        var genesis = isFirst ? ChainedEvent.Genesis(key.Realm) : ChainedEvent.Genesis(key);
        return new AuditChain { Writer = key.Writer, IsFirst = isFirst, Sealed = new AuditTail(0, genesis, 0, genesis) };
    }

    /// <summary>The chain after a segment was written under a master key, with the entry that is now its last.</summary>
    public AuditChain After(long segment, ChainedEvent last, int masterKeyVersion) =>
        this with { Sealed = Sealed with { Last = last.Sequence, Hash = last.Hash }, Runs = RunsWith(segment, masterKeyVersion) };

    /// <summary>Segments under each version of the master key.</summary>
    public IEnumerable<(int Version, int Segments)> KeyUse()
    {
        var end = AuditSegment.NumberOf(Sealed.Last) + 1;
        for (var i = Runs.Length - 1; i >= 0; i--)
        {
            var first = Math.Max(Runs[i].FirstSegment, FirstSegment);
            if (first < end)
                yield return (Runs[i].Version, (int)(end - first));
            end = Math.Min(end, first);
        }
    }

    private KeyRun[] RunsWith(long segment, int masterKeyVersion) =>
        Runs is [.., var last] && last.Version == masterKeyVersion ? Runs
        : [.. Runs.Where(run => run.FirstSegment < segment), new KeyRun(segment, masterKeyVersion)];
}
