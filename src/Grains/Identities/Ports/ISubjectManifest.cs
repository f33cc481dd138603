using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Identities.Ports;

/// <summary>What the realm's manifest says of one subject.</summary>
internal interface ISubjectManifest
{
    /// <summary>The records that the subject may have, the latest last; none if it is not listed.</summary>
    Task<ManifestLine[]> Lines(CancellationToken cancellationToken);

    /// <summary>Notes durably that a record is about to be written; until it is settled, this one and those before are known.</summary>
    /// <param name="line">The record.</param>
    /// <param name="entry">What the audit trail is to say of it once it was written; null for nothing. From here on it is not lost.</param>
    /// <param name="enrols">The operation, where it enrols somebody of whom there is no record; null for any other change.</param>
    /// <exception cref="Contracts.Errors.MoteException">That operation enrolled somebody of that name who was erased since: it comes too late.</exception>
    Task Intend(ManifestLine line, AuditEvent? entry, Guid? enrols);

    /// <summary>From now on this record alone is known, and the trail has its entry, or is given it again. Idempotent.</summary>
    Task Settle(ManifestLine line);

    /// <summary>Notes durably that the subject is about to be erased.</summary>
    /// <param name="operations">The operations that the record remembers: what comes again of them later is known as too late.</param>
    /// <param name="entry">What the audit trail is to say of it.</param>
    Task IntendErasure(Guid[] operations, AuditEvent entry);

    /// <summary>Strikes the subject out, and with it the key of its record. Idempotent.</summary>
    Task Strike();

    /// <summary>Counts an enrolment that failed by what it was given, by its problem code.</summary>
    Task CountRefusal(string code);
}
