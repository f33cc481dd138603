namespace Mote.Protocol;

/// <summary>Whether a realm's audit trail is whole: every entry there, as it was written, in its place.</summary>
/// <param name="IsWhole">True when every chain was recomputed and fits, and holds what was noted.</param>
/// <param name="First">The first entry that is kept; those before were dropped by age, and the chain goes on from their hash. Where there are several chains, of the first that is not whole, else of the realm's first.</param>
/// <param name="Last">The last entry; 0 where there is none.</param>
/// <param name="Hash">The hash of the last entry, hexadecimal. Note it elsewhere, and a store put back as a whole shows, too.</param>
/// <param name="BrokenAt">The first entry that is missing, was changed, or does not follow; null where it is whole.</param>
/// <param name="Reason">What is wrong there; null where it is whole.</param>
public sealed record AuditCheck(bool IsWhole, long First, long Last, string Hash, long? BrokenAt, string? Reason)
{
    /// <summary>The realm.</summary>
    public string? Realm { get; init; }

    /// <summary>The chains, one a writer.</summary>
    public IReadOnlyList<AuditChainCheck>? Chains { get; init; }

    /// <summary>Those noted heads that were asked for.</summary>
    public IReadOnlyList<AuditNoteCheck>? Notes { get; init; }
}
