using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mote.Grains.Telemetry;

namespace Mote.Grains.Identities;

/// <summary>Counts enrolments by how far they came, and times each stage. Thread-safe.</summary>
internal sealed class EnrolmentInstruments
{
    private const string Name = "Mote.Enrolments";

    private readonly MeasuredRealms _realms;
    private readonly Counter<long> _enrolments;
    private readonly Counter<long> _failed;
    private readonly Histogram<double> _duration;

    public EnrolmentInstruments(IMeterFactory meters, MeasuredRealms realms)
    {
        _realms = realms;
        var meter = meters.Create(Name);
        _enrolments = meter.CreateCounter<long>("mote.enrolments", "{enrolment}", "Enrolments that came as far as a stage.");
        _failed = meter.CreateCounter<long>("mote.enrolments.failed", "{enrolment}", "Enrolments that ended before a stage.");
        _duration = meter.CreateDuration("mote.enrolment.stage.duration", "From the stage before to this one, waiting included.");
    }

    /// <summary>Where enrolments stand in a trace.</summary>
    public static ActivitySource Source { get; } = new(Name);

    public void Reached(string realm, string kind, string stage, TimeSpan? took)
    {
        if (!_realms.Count(realm))
            return;
        var ofStage = KeyValuePair.Create<string, object?>(Tags.Stage, stage);
        _enrolments.Add(1, KeyValuePair.Create<string, object?>(Tags.Realm, realm), KeyValuePair.Create<string, object?>(Tags.Kind, kind), ofStage);
        if (took is { } time)
            _duration.Record(time.TotalSeconds, ofStage);
    }

    public void Failed(string realm, string kind, string stage, string code)
    {
        if (_realms.Count(realm))
            _failed.Add(1, new TagList { { Tags.Realm, realm }, { Tags.Kind, kind }, { Tags.Stage, stage }, { Tags.Error, code } });
    }
}
