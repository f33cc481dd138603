using Mote.Abstractions.Audit;

namespace Mote.Grains.Audit;

/// <summary>Where a chain begins and ends. Written after the segment, so a segment that is shorter than this says was cut or put back.</summary>
[GenerateSerializer, Alias("Mote.AuditHead")]
internal sealed record AuditHead
{
    /// <summary>The chain's ends.</summary>
    [Id(0)]
    public required AuditTail Tail { get; init; }

    /// <summary>Segments before this one are deleted; those between it and the first that is kept are about to be.</summary>
    [Id(1)]
    public long Swept { get; init; }

    /// <summary>Which master key segments are sealed under: from a segment on, a version. No older key is needed than this says.</summary>
    [Id(2)]
    public KeyRun[] Runs { get; init; } = [];

    /// <summary>The first segment that is kept.</summary>
    public long FirstSegment => Tail.Dropped / AuditSegment.Capacity;

    /// <summary>The head after <paramref name="segment"/> was written under a master key.</summary>
    public KeyRun[] RunsWith(long segment, int masterKeyVersion) =>
        Runs is [.., var last] && last.Version == masterKeyVersion ? Runs
        : [.. Runs.Where(run => run.FirstSegment < segment), new KeyRun(segment, masterKeyVersion)];

    /// <summary>Segments under each version of the master key.</summary>
    public IEnumerable<(int Version, int Segments)> KeyUse()
    {
        var end = AuditSegment.NumberOf(Tail.Last) + 1;
        for (var i = Runs.Length - 1; i >= 0; i--)
        {
            var first = Math.Max(Runs[i].FirstSegment, FirstSegment);
            if (first < end)
                yield return (Runs[i].Version, (int)(end - first));
            end = Math.Min(end, first);
        }
    }
}
