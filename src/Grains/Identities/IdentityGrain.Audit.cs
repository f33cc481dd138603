using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Grains.Audit;
using Mote.Grains.Lockouts;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>Every decision and every change goes into the realm's audit trail.</summary>
internal sealed partial class IdentityGrain
{
    private IAuditGrain Trail => ServiceProvider.GetRequiredService<AuditWriter>().In(Key.Realm);

    /// <summary>Any decision: bounded by the lockout, and answered or refused once it is in the audit trail.</summary>
    /// <param name="kind">The kind of decision.</param>
    /// <param name="decide">Asks the network.</param>
    /// <param name="verdict">What it said.</param>
    private async Task<T> Decide<T>(AuditKind kind, Func<EnrolledIdentity, Task<T>> decide, Func<T, VerificationResult> verdict)
    {
        var caller = Caller.Current;
        var weight = kind == AuditKind.Explained ? LockoutRule.Explained : LockoutRule.Plain;
        EnrolledIdentity? enrolled = null;
        T answer;
        try
        {
            enrolled = _stored.Current ?? throw NotEnrolled();
            TakeAttempt(weight);
            try
            {
                answer = await decide(enrolled);
            }
            catch
            {
                GiveBack(weight);
                throw;
            }
        }
        // What was too much at once is not held against anybody, nor written down one by one.
        catch (MoteException refusal) when (refusal.Code != ProblemCode.Overloaded)
        {
            await Record(new AuditEvent(kind, AuditOutcome.Refused, caller) { Person = enrolled?.Person, Code = refusal.Code });
            throw;
        }

        var said = verdict(answer);
        var hasLocked = await Count(said.IsMatch, weight);
        try
        {
            await Record(new AuditEvent(kind, said.IsMatch ? AuditOutcome.Match : AuditOutcome.NonMatch, caller)
            {
                Person = enrolled.Person,
                TemplateVersion = said.TemplateVersion,
                DecisionId = said.DecisionId,
                FalseMatchRate = said.FalseMatchRate,
            });
        }
        finally
        {
            if (hasLocked)
                await NoteChange(AuditKind.Locked, caller);
        }

        return answer;
    }

    /// <summary>Hands a decision to the trail, before anybody is told of it.</summary>
    /// <exception cref="MoteException">The trail does not take it (<see cref="ProblemCode.AuditUnavailable"/>).</exception>
    private async Task Record(AuditEvent decision)
    {
        try
        {
            await Trail.Append(decision, CancellationToken.None);
        }
        catch (Exception failure) when (failure is not MoteException)
        {
            LogUnaudited(Key, failure);
            throw new MoteException(ProblemCode.AuditUnavailable, "The audit trail does not answer, and nothing is decided that it would not hold: try again.");
        }
    }

    /// <summary>Notes a change of the person's record, once the store has taken it.</summary>
    private Task NoteChange(AuditKind kind, Caller caller) =>
        Note(new AuditEvent(kind, AuditOutcome.Done, caller) { Person = _stored.Readable?.Person, TemplateVersion = _stored.Readable?.State.Version });

    /// <summary>Notes what has happened and cannot be taken back: the trail's failure is logged, and it goes on trying.</summary>
    private async Task Note(AuditEvent happened)
    {
        try
        {
            await Trail.Append(happened, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogUnaudited(Key, failure);
        }
    }

    [LoggerMessage(11, LogLevel.Error, "Something about {Identity} is not in the audit trail yet")]
    private partial void LogUnaudited(IdentityKey identity, Exception failure);
}
