using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Contracts.Roster;

/// <summary>
/// Who is enrolled in one shard of a realm, and the manifest of their records. Key: <c>{realm}/{shard}</c>. A change is
/// written as an intent before the identity changes and settled after, so that whatever stops in between, nobody verifies
/// who is not listed, and a record that was written is known: an intent left behind is settled by asking the identity
/// itself. Refusals are <see cref="Errors.MoteException"/>.
/// </summary>
[Alias("Mote.Roster")]
public interface IRosterGrain : IGrainWithStringKey
{
    /// <summary>Notes durably that the subject's record is about to be written; until it is settled, this one and those before are known.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="line">The record.</param>
    /// <param name="entry">What the audit trail is to say of the change once it has come about, the state of the manifest aside; null for nothing.</param>
    /// <param name="enrols">The operation, where it enrols somebody of whom there is no record; null for any other change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Errors.MoteException">That operation enrolled somebody of that name who was erased since (<see cref="ProblemCode.OperationReused"/>): it comes too late. Or the realm is being removed (<see cref="ProblemCode.RealmUnknown"/>).</exception>
    [Alias("Intend"), Internal]
    Task Intend(string subject, ManifestLine line, AuditEvent? entry, Guid? enrols, CancellationToken cancellationToken);

    /// <summary>Notes durably that the subject is about to be erased.</summary>
    /// <param name="subject">Who.</param>
    /// <param name="operations">The operations that the record remembers: what comes again of them later is known as too late.</param>
    /// <param name="entry">What the audit trail is to say of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("IntendErasure"), Internal]
    Task IntendErasure(string subject, Guid[] operations, AuditEvent entry, CancellationToken cancellationToken);

    /// <summary>Lists the subject; from now on this record alone is known. Completes once the audit trail has its entry, or has failed to take it; what else that writes is not waited for. Idempotent.</summary>
    [Alias("Settle"), Internal]
    Task Settle(string subject, ManifestLine line, CancellationToken cancellationToken);

    /// <summary>Strikes the subject out, and with it the key of its record: a tombstone stays. Waits as <see cref="Settle"/> does. Idempotent.</summary>
    [Alias("Strike"), Internal]
    Task Strike(string subject, CancellationToken cancellationToken);

    /// <summary>The highest counter of the shard that the audit trail is known to hold; 0 for none.</summary>
    [Alias("NotedUpTo"), Needs(Scope.Audit), AlwaysInterleave]
    Task<long> NotedUpTo(CancellationToken cancellationToken);

    /// <summary>The records that a subject may have, the latest last; none if it is not listed.</summary>
    [Alias("Lines"), Needs(Scope.Audit), AlwaysInterleave]
    Task<ManifestLine[]> Lines(string subject, CancellationToken cancellationToken);

    /// <summary>The names of those among these people of the audit trail who are in this shard.</summary>
    [Alias("Names"), Needs(Scope.Audit), AlwaysInterleave]
    Task<Dictionary<Guid, string>> Names(Guid[] people, CancellationToken cancellationToken);

    /// <summary>Counts an enrolment that failed by what it was given. Names nobody: only the reason is kept.</summary>
    /// <param name="code">One of <see cref="Protocol.ProblemCode"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    [Alias("CountRefusal"), Internal]
    Task CountRefusal(string code, CancellationToken cancellationToken);

    /// <summary>Enrolments that failed by what they were given in this shard, by problem code.</summary>
    [Alias("Refusals"), Internal]
    Task<Dictionary<string, int>> Refusals(CancellationToken cancellationToken);

    /// <summary>Enrolled subjects in this shard.</summary>
    [Alias("Count"), Needs(Scope.People)]
    Task<int> Count(CancellationToken cancellationToken);

    /// <summary>Enrolled subjects after a name, in ordinal order.</summary>
    /// <param name="after">The name to start behind; null from the start.</param>
    /// <param name="limit">At most so many, at least 1.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    [Alias("List"), Needs(Scope.People)]
    Task<string[]> List(string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Some who are in the lists as they lie, in ordinal order: what a stop left undone is not settled for it.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    [Alias("Some"), Internal]
    Task<string[]> Some(int limit, CancellationToken cancellationToken);

    /// <summary>How many records, this shard's own among them, need each version of the master key.</summary>
    [Alias("KeyUse"), Internal]
    Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken);

    /// <summary>Subjects with a record under an older master key than this.</summary>
    [Alias("SealedBefore"), Internal]
    Task<string[]> SealedBefore(int masterKeyVersion, CancellationToken cancellationToken);

    /// <summary>Seals some of what the shard itself has stored under this master key, as far as it is not already.</summary>
    /// <returns>False where there is more: ask again. Interrupted, it goes on where it stood.</returns>
    [Alias("RekeySome"), Internal]
    Task<bool> RekeySome(int masterKeyVersion, CancellationToken cancellationToken);

    /// <summary>Reads every row of the shard, and every record that they stand for, and says the first thing that is not as it was written.</summary>
    [Alias("Check"), Needs(Scope.Audit)]
    Task<ManifestCheck> Check(CancellationToken cancellationToken);
}
