using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Identities.Ports;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>What goes into the audit trail of one identity beside the changes of its record, and what becomes of it where the trail does not take it.</summary>
internal sealed partial class IdentityNotes(KeptIdentity kept, IIdentityTrail trail, ILogger log)
{
    /// <summary>Hands a decision to the trail, before anybody is told of it.</summary>
    /// <exception cref="MoteException">The trail does not take it (<see cref="ProblemCode.AuditUnavailable"/>).</exception>
    public async Task Decision(AuditEvent decision)
    {
        try
        {
            await trail.Append(decision);
        }
        catch (Exception failure) when (failure is not MoteException)
        {
            LogUnaudited(log, kept.Logged, failure);
            throw new MoteException(ProblemCode.AuditUnavailable, "The audit trail does not answer, and nothing is decided that it would not hold: try again.");
        }
    }

    /// <summary>Notes what changed nothing that is stored, or could not be stored.</summary>
    public Task Unstored(ChangeNote note, EnrolledIdentity? enrolled) => Happened(note.Entry(enrolled?.Person, enrolled?.State.Active.Version));

    /// <summary>Notes an enrolment that was refused.</summary>
    public Task Refusal(EnrolledIdentity? before, string code, Caller caller) =>
        Happened(new AuditEvent(AuditKind.FailedToEnrol, AuditOutcome.Refused, caller) { Person = before?.Person, Code = code });

    /// <summary>Notes what has happened and cannot be taken back: the trail's failure is logged, and it goes on trying.</summary>
    private async Task Happened(AuditEvent happened)
    {
        try
        {
            await trail.Append(happened);
        }
        catch (Exception failure)
        {
            LogUnaudited(log, kept.Logged, failure);
        }
    }

    [LoggerMessage(11, LogLevel.Error, "Something about {Person} is not in the audit trail yet")]
    private static partial void LogUnaudited(ILogger log, LoggedPerson person, Exception failure);
}
