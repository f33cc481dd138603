using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mote.Storage.Measured;

/// <summary>Times what a store is asked for, and counts what it did not do. By the kind of a record, never by whose it is. Thread-safe.</summary>
public sealed class StoreInstruments
{
    private const string Name = "Mote.Storage";
    private const string Operation = "mote.store.operation";
    private const string Record = "mote.record";
    private const string Error = "error.type";

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _failures;

    /// <summary>Counts from nought.</summary>
    /// <param name="meters">Makes the meter.</param>
    public StoreInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram("mote.store.duration", "s", "What the store took to do what it was asked for.", tags: null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });
        _failures = meter.CreateCounter<long>("mote.store.failures", "{operation}", "What the store did not do.");
    }

    internal static ActivitySource Source { get; } = new(Name);

    internal static Activity? Span(string operation, string record) =>
        Source.StartActivity(operation, ActivityKind.Client)?.SetTag(Operation, operation).SetTag(Record, record);

    internal void Done(string operation, string record, long since) =>
        _duration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, KeyValuePair.Create<string, object?>(Operation, operation), KeyValuePair.Create<string, object?>(Record, record));

    internal void Failed(string operation, string record, string error) =>
        _failures.Add(1, KeyValuePair.Create<string, object?>(Operation, operation), KeyValuePair.Create<string, object?>(Record, record), KeyValuePair.Create<string, object?>(Error, error));
}
