using System.Diagnostics;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Telemetry;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>How far one enrolment has come, for whoever looks from outside: its photos are read, its network trained, its record stored.</summary>
internal sealed class EnrolmentStages
{
    // By whoever erases the person, or ends the silo.
    private const string Stopped = "stopped";

    // In order; the first is there at once.
    private static readonly string[] Stages = ["begun", "read", "trained", "stored"];

    private readonly EnrolmentInstruments _instruments;
    private readonly string _realm;
    private readonly string _kind;
    private int _reached;
    private long _since = Stopwatch.GetTimestamp();

    public EnrolmentStages(EnrolmentInstruments instruments, string realm, bool isReenrolment)
    {
        (_instruments, _realm, _kind) = (instruments, realm, isReenrolment ? "re-enrolment" : "enrolment");
        Activity.Current?.SetTag(Tags.Kind, _kind);
        instruments.Reached(realm, _kind, Stages[0], took: null);
    }

    /// <summary>The next stage is reached.</summary>
    public void Next()
    {
        var now = Stopwatch.GetTimestamp();
        _instruments.Reached(_realm, _kind, Stages[++_reached], Stopwatch.GetElapsedTime(_since, now));
        _since = now;
    }

    /// <summary>The next stage is not reached.</summary>
    public void Fail(Exception failure)
    {
        var code = failure switch { MoteException refusal => refusal.Code, OperationCanceledException => Stopped, _ => ProblemCode.Internal };
        Activity.Current?.SetTag(Tags.Error, code);
        _instruments.Failed(_realm, _kind, Stages[_reached + 1], code);
    }
}
