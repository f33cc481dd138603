using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mote.Grains.Audit;

/// <summary>Shows what waits to be written to the trails, and counts what is written and what fails. Thread-safe.</summary>
internal sealed class AuditInstruments
{
    private const string Name = "Mote.Audit";

    private readonly UpDownCounter<long> _waiting;
    private readonly Counter<long> _written;
    private readonly Counter<long> _failures;

    public AuditInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _waiting = meter.CreateUpDownCounter<long>("mote.audit.waiting", "{entry}", "Entries that the store has not taken yet.");
        _written = meter.CreateCounter<long>("mote.audit.written", "{entry}", "Entries that it has taken.");
        _failures = meter.CreateCounter<long>("mote.audit.failures", "{write}", "Writes that it did not take; each is tried again.");
    }

    /// <summary>Where writes of the trails stand in a trace.</summary>
    public static ActivitySource Source { get; } = new(Name);

    public void Queued() => _waiting.Add(1);

    public void Written(int entries)
    {
        _waiting.Add(-entries);
        _written.Add(entries);
    }

    public void Failed() => _failures.Add(1);

    public void Lost(int entries) => _waiting.Add(-entries);
}
