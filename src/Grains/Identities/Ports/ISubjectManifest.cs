using Mote.Abstractions.Roster;

namespace Mote.Grains.Identities.Ports;

/// <summary>What the realm's manifest says of one subject.</summary>
internal interface ISubjectManifest
{
    /// <summary>The records that the subject may have, the latest last; none if it is not listed.</summary>
    Task<ManifestLine[]> Lines(CancellationToken cancellationToken);

    /// <summary>Notes durably that a record is about to be written; until it is settled, this one and those before are known.</summary>
    /// <returns>The state that the manifest is in with this change.</returns>
    Task<ManifestStamp> Intend(ManifestLine line);

    /// <summary>From now on this record alone is known. Idempotent.</summary>
    Task Settle(ManifestLine line);

    /// <summary>Notes durably that the subject is about to be erased.</summary>
    /// <param name="operations">The operations that the record remembers: what comes again of them later is known as too late.</param>
    /// <returns>The state that the manifest is in with this change.</returns>
    Task<ManifestStamp> IntendErasure(Guid[] operations);

    /// <summary>Whether this operation enrolled somebody of that name who was erased since: it comes too late.</summary>
    Task<bool> WasErased(Guid operation);

    /// <summary>Tells that the audit trail holds the change that led to this state.</summary>
    Task Noted(ManifestStamp stamp);

    /// <summary>Strikes the subject out, and with it the key of its record. Idempotent.</summary>
    Task Strike();

    /// <summary>Counts an enrolment that failed by what it was given, by its problem code.</summary>
    Task CountRefusal(string code);
}
