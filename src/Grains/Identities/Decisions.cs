using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Identities.Ports;
using Mote.Grains.Lockouts;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>
/// Asks one person's network: bounded by the lockout, and answered or refused once it is in the audit trail. For one
/// activation; not thread-safe beyond its scheduler.
/// </summary>
internal sealed partial class Decisions(IdentityKey key, KeptIdentity kept, Attempts attempts, IDecisionLease lease, DecisionInstruments figures, IdentityNotes notes, Action stay, ILogger log)
{
    // By whoever asked: no problem has that code, since nobody is told.
    private const string GivenUp = "given_up";

    /// <summary>Any decision.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="attempt">The attempt that it is, or repeats; null for one that nobody gave an id.</param>
    /// <param name="cancellationToken">Gives up waiting for another repetition.</param>
    /// <exception cref="MoteException">Nobody is enrolled, a lock is closed, the photo was refused, this silo is cut off, or the trail does not take the answer.</exception>
    public async Task<T> Decide<T>(Question<T> question, Caller caller, KnownAttempt? attempt, CancellationToken cancellationToken)
    {
        using var turn = attempt is null ? null : await attempt.Turn(cancellationToken);
        using var span = DecisionInstruments.Source.StartActivity("decide");
        var (since, asked) = (Stopwatch.GetTimestamp(), question.Kind == AuditKind.Explained ? "explain" : "verify");
        try
        {
            var (answer, isRepeated) = await Answer(question, caller, attempt);
            if (!isRepeated)
                figures.Decided(key.Realm, caller, asked, question.Verdict(answer).IsMatch, since);
            return answer;
        }
        catch (Exception failure)
        {
            figures.Refused(key.Realm, caller, asked, failure is MoteException refusal ? refusal.Code : failure is OperationCanceledException ? GivenUp : ProblemCode.Internal, since);
            throw;
        }
    }

    private async Task<(T Answer, bool IsRepeated)> Answer<T>(Question<T> question, Caller caller, KnownAttempt? attempt)
    {
        var weight = question.Kind == AuditKind.Explained ? LockoutRule.Explained : LockoutRule.Plain;
        EnrolledIdentity? enrolled = null;
        VerificationResult? first = null;
        T answer;
        try
        {
            // A silo that is cut off does not even know who is enrolled.
            lease.Require(key.Realm);
            enrolled = kept.Required;
            // Another model-template decides, and counts, anew.
            first = attempt?.DecidedBy(enrolled.State.Active.Version);
            answer = await (first is null ? Ask(enrolled, caller, weight, question.Decide) : AskAgain(enrolled, caller, first, question.Again));
        }
        // What was too much at once is not held against anybody, nor written down one by one.
        catch (MoteException refusal) when (refusal.Kind != ProblemKind.Busy)
        {
            await notes.Decision(new AuditEvent(question.Kind, AuditOutcome.Refused, caller) { Person = enrolled?.Person, Code = refusal.Code });
            throw;
        }

        if (first is not null)
        {
            if (!attempt!.IsNoted)
                await Note(question.Kind, caller, enrolled, first, attempt);
            return (answer, true);
        }

        var said = question.Verdict(answer);
        figures.Held(key.Realm, caller, enrolled.Certificate, said.IsMatch, said.TargetFalseMatchRate);
        // Before anything is waited for: whoever asks meanwhile is bounded by what this photo was found to be.
        var change = Count(said.IsMatch, weight, caller);
        attempt?.Counted(said);
        try
        {
            await Note(question.Kind, caller, enrolled, said, attempt);
        }
        finally
        {
            await Store(change);
        }

        return (answer, false);
    }

    private async Task Note(AuditKind kind, Caller caller, EnrolledIdentity enrolled, VerificationResult said, KnownAttempt? attempt)
    {
        await notes.Decision(new AuditEvent(kind, said.IsMatch ? AuditOutcome.Match : AuditOutcome.NonMatch, caller)
        {
            Person = enrolled.Person,
            TemplateVersion = said.TemplateVersion,
            DecisionId = said.DecisionId,
            FalseMatchRate = said.FalseMatchRate,
            ByOthersWord = lease.IsByPeers ? true : null,
        });
        attempt?.Noted();
    }

    /// <summary>
    /// Tells once more what was decided, if this silo may decide. It takes no attempt: the one that closed a lock is answered
    /// behind it, too. A match is not: whoever was locked since has no door opened.
    /// </summary>
    private async Task<T> AskAgain<T>(EnrolledIdentity enrolled, Caller caller, VerificationResult first, Func<EnrolledIdentity, VerificationResult, Task<T>> again)
    {
        if (first.IsMatch)
            attempts.RequireOpen(caller.Entrance);
        var answer = await again(enrolled, first);
        lease.Require(key.Realm);
        return answer;
    }

    /// <summary>Takes an attempt and asks, if this silo may decide, and still may when the answer is there; what fails gives the attempt back. <see cref="Count"/> what came of it at once, and then <see cref="Store"/> that.</summary>
    public async Task<T> Ask<T>(EnrolledIdentity enrolled, Caller caller, int weight, Func<EnrolledIdentity, Task<T>> ask)
    {
        lease.Require(key.Realm);
        attempts.Take(caller.Entrance, weight);
        try
        {
            var answer = await ask(enrolled);
            lease.Require(key.Realm);
            return answer;
        }
        catch
        {
            attempts.GiveBack(caller.Entrance, weight);
            throw;
        }
    }

    /// <summary>Counts what the network said.</summary>
    /// <returns>What the store should have of it; null for nothing.</returns>
    public LockChange? Count(bool isMatch, int weight, Caller caller)
    {
        var at = caller.Entrance;
        var before = attempts.Count(at, isMatch, weight);
        stay();
        var now = attempts.Lockout;
        if (now.HasLocksOf(before))
            return null;
        if (now.Everywhere.Locks > before.Everywhere.Locks)
            return Closed(AuditKind.LockedEverywhere, null, now.Everywhere);
        return now.At(at).Lockout.Locks > before.At(at).Lockout.Locks ? Closed(AuditKind.Locked, at, now.At(at).Lockout) : new LockChange(null);

        LockChange Closed(AuditKind kind, Entrance? entrance, Lockout locked)
        {
            figures.Locked(key.Realm, entrance);
            LogLocked(log, kept.Logged, kind, locked.Until!.Value.UtcDateTime);
            return new LockChange(new ChangeNote(kind, caller));
        }
    }

    /// <summary>Stores a lock that closed, or that a match ended; the store's failure takes no answer back.</summary>
    public async Task Store(LockChange? change)
    {
        if (change is null)
            return;
        try
        {
            await kept.WriteAgain(change.Note);
            stay();
        }
        catch (Exception failure)
        {
            LogLockoutUnsaved(log, kept.Logged, failure);
            if (change.Note is not null)
                await notes.Unstored(change.Note, kept.Readable);
        }
    }

    /// <summary>Lifts locks, and forgets what was counted.</summary>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="at">The door whose lock it is; null for all that there are. That of all doors stays where one is named.</param>
    /// <returns>False if there was none.</returns>
    public async Task<bool> Unlock(Caller caller, Entrance? at)
    {
        var (enrolled, wasLocked) = (kept.Required, attempts.Closed.Any(closed => at is null || closed.Entrance == at));
        var note = new ChangeNote(AuditKind.Unlocked, at is { IsDoor: true } ? caller with { Door = at.Name } : caller);
        var before = attempts.Set(at is null ? PersonLockout.None : attempts.Lockout.Without(at));
        try
        {
            if (enrolled.State.Lockout is not null)
                await kept.WriteAgain(note);
            else
                await notes.Unstored(note, enrolled);
        }
        catch
        {
            attempts.Set(before);
            throw;
        }

        stay();
        LogUnlocked(log, kept.Logged);
        return wasLocked;
    }

    /// <summary>A lock that closed, with what the trail is to say of it, or one that a match ended.</summary>
    public sealed record LockChange(ChangeNote? Note);

    [LoggerMessage(8, LogLevel.Warning, "Too many consecutive non-matches: {Person} is {Locked} until {Until:yyyy-MM-dd'T'HH:mm:ss'Z'}")]
    private static partial void LogLocked(ILogger log, LoggedPerson person, AuditKind locked, DateTime until);

    [LoggerMessage(9, LogLevel.Information, "The lock of {Person} was lifted")]
    private static partial void LogUnlocked(ILogger log, LoggedPerson person);

    [LoggerMessage(10, LogLevel.Error, "The lock of {Person} is not stored: it holds while this silo runs")]
    private static partial void LogLockoutUnsaved(ILogger log, LoggedPerson person, Exception failure);
}
