using Mote.Grains.Contracts.Audit;
using Mote.Protocol;

namespace Mote.Grains.Contracts.Roster;

/// <summary>What a look at every row of one shard, and at every record that it stands for, has shown.</summary>
/// <param name="Stamp">The state that the shard's head says the shard is in; counter 0 and no hash where nothing was ever written in this form.</param>
/// <param name="Noted">The highest counter that the audit trail is known to hold; a trail without it was put back, or is gone.</param>
/// <param name="Enrolled">Enrolled subjects, as the head says.</param>
/// <param name="Code">What is wrong first, one of <see cref="ProblemCode"/>; null where all is as it was written.</param>
/// <param name="Reason">What that is and what to do about it.</param>
/// <param name="Subject">Whom it concerns; null where that is nobody in particular.</param>
[GenerateSerializer, Immutable, Alias("Mote.ManifestCheck")]
public sealed record ManifestCheck(
    [property: Id(0)] ManifestStamp Stamp,
    [property: Id(1)] long Noted,
    [property: Id(2)] int Enrolled,
    [property: Id(3)] string? Code,
    [property: Id(4)] string? Reason,
    [property: Id(5)] string? Subject)
{
    /// <summary>Whether everything is as it was last written, as far as can be told from within the store.</summary>
    public bool IsWhole => Code is null;
}
