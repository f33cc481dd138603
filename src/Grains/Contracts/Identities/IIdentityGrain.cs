using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Lockouts;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Contracts.Identities;

/// <summary>
/// One enrolled person: owns the model-template and is its only writer. Key: <see cref="IdentityKey"/>.
/// Refusals are <see cref="MoteException"/>.
/// </summary>
[Alias("Mote.Identity")]
public interface IIdentityGrain : IGrainWithStringKey
{
    /// <summary>
    /// Starts an enrolment, and waits for its end for as long as <paramref name="patience"/>; after that <see cref="Await"/>
    /// tells how it went. A request whose operation is under way, or among the last to succeed, starts nothing and answers with
    /// its status; one that gives an operation's id to other content is refused (<see cref="ProblemCode.OperationReused"/>), and
    /// so, once it is trained, is one that comes too late, since it enrolled somebody who was erased. While it is waited for,
    /// anything else is answered.
    /// </summary>
    [Alias("Enrol"), Needs(Scope.Enrol), AlwaysInterleave]
    Task<EnrolmentStatus> Enrol([Immutable] EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a re-enrolment in the same way. It first asks the model-template that it would replace: photos that it does not
    /// take for its person's at the realm's rate count as a non-match and fail by <see cref="ProblemCode.NotRecognised"/>.
    /// </summary>
    [Alias("Reenrol"), Needs(Scope.Reenrol), AlwaysInterleave]
    Task<EnrolmentStatus> Reenrol([Immutable] EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Starts a re-enrolment that asks nobody; the audit trail says so.</summary>
    [Alias("ReenrolByForce"), Needs(Scope.ReenrolByForce), AlwaysInterleave]
    Task<EnrolmentStatus> ReenrolByForce([Immutable] EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Waits until the operation has ended, or for <paramref name="patience"/>.</summary>
    /// <returns>Its status then; null if the operation is not known here.</returns>
    [Alias("Await"), Needs(Scope.Enrol, Scope.Reenrol, Scope.ReenrolByForce), AlwaysInterleave]
    Task<EnrolmentStatus?> Await(Guid operation, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the subject's network. Never waits for an enrolment under way: the stored model-template answers. It decides at the
    /// strictest of the enrolment's rate, the realm's ceiling as it is now, the caller's, the door's and the one asked for
    /// here, null for none; one above the ceiling is refused (<see cref="ProblemCode.RateAboveCeiling"/>).
    /// </summary>
    [Alias("Verify"), Needs(Scope.Verify), AlwaysInterleave]
    Task<VerificationResult> Verify([Immutable] byte[] photo, double? targetFalseMatchRate, CancellationToken cancellationToken);

    /// <summary>Asks like <see cref="Verify"/>, and shows what spoke for the answer. It counts as a verification.</summary>
    [Alias("Explain"), Needs(Scope.Explain), AlwaysInterleave]
    Task<ExplanationResult> Explain([Immutable] byte[] photo, double? targetFalseMatchRate, CancellationToken cancellationToken);

    /// <summary>Lifts the locks that too many consecutive non-matches have closed, and forgets the counts. For operators.</summary>
    /// <returns>False if the subject was not locked.</returns>
    [Alias("Unlock"), Needs(Scope.Unlock)]
    Task<bool> Unlock(CancellationToken cancellationToken);

    /// <summary>The same at one door alone: a lock of all doors stays.</summary>
    /// <returns>False if the subject was not locked there.</returns>
    [Alias("UnlockAt"), Needs(Scope.Unlock)]
    Task<bool> UnlockAt([Immutable] Entrance at, CancellationToken cancellationToken);

    /// <summary>
    /// Teaches the model-template that a wrongly accepted face is somebody else's: a new version, written in one write, while
    /// the old one goes on answering. The face is kept nowhere. A request whose operation succeeded here answers the same
    /// again; once this is no longer in memory, <see cref="ProblemCode.OperationUnknown"/>. Its id given to other content is
    /// refused (<see cref="ProblemCode.OperationReused"/>).
    /// </summary>
    [Alias("Exclude"), Needs(Scope.Exclude)]
    Task<ExclusionResult> Exclude([Immutable] ExclusionRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Brings back the model-template that the last re-enrolment replaced, for as long as that is kept. The one that it
    /// brought, and a candidate, are gone for good.
    /// </summary>
    [Alias("RollBack"), Needs(Scope.RollBack)]
    Task<IdentityDescription> RollBack(CancellationToken cancellationToken);

    /// <summary>Notes that the person is to be enrolled anew, until a re-enrolment or <see cref="WithdrawReenrolment"/>.</summary>
    /// <returns>False if that is noted already.</returns>
    [Alias("WishReenrolment"), Needs(Scope.Reenrol)]
    Task<bool> WishReenrolment(ReenrolmentCause reason, CancellationToken cancellationToken);

    /// <summary>Takes the wish for a re-enrolment back.</summary>
    /// <returns>False if there is none.</returns>
    [Alias("WithdrawReenrolment"), Needs(Scope.Reenrol)]
    Task<bool> WithdrawReenrolment(CancellationToken cancellationToken);

    /// <summary>What is enrolled; null if nobody is.</summary>
    [Alias("Describe"), Needs(Scope.People), AlwaysInterleave]
    Task<IdentityDescription?> Describe(CancellationToken cancellationToken);

    /// <summary>Whether the roster should list this subject.</summary>
    [Alias("Presence"), Internal, AlwaysInterleave]
    Task<Presence> Presence(CancellationToken cancellationToken);

    /// <summary>Brings the record under this master key, the coordinates of its model-template with it, unless it is already.</summary>
    /// <returns>False where an enrolment is under way: ask again.</returns>
    [Alias("Rekey"), Internal]
    Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken);

    /// <summary>Forgets the person: the stored state, and its key with the roster's entry. An enrolment under way is cancelled.</summary>
    /// <returns>False if nobody was enrolled.</returns>
    [Alias("Erase"), Needs(Scope.Erase)]
    Task<bool> Erase(CancellationToken cancellationToken);
}
