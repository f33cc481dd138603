using Mote.Abstractions.Roster;

namespace Mote.Grains.Identities.Ports;

/// <summary>What the realm's manifest says of one subject.</summary>
internal interface ISubjectManifest
{
    /// <summary>The records that the subject may have, the latest last; none if it is not listed.</summary>
    Task<ManifestLine[]> Lines(CancellationToken cancellationToken);

    /// <summary>Notes that a record is about to be written; until it is settled, this one and those before are known.</summary>
    Task Intend(ManifestLine line);

    /// <summary>From now on this record alone is known. Idempotent.</summary>
    Task Settle(ManifestLine line);

    /// <summary>Notes that the subject is about to be erased.</summary>
    Task IntendErasure();

    /// <summary>Strikes the subject out, and with it the key of its record. Idempotent.</summary>
    Task Strike();

    /// <summary>Counts an enrolment that failed by what it was given, by its problem code.</summary>
    Task CountRefusal(string code);
}
