using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mote.Grains.Telemetry;
using Mote.Recognition.Networks;
using Mote.Recognition.Recipes;

namespace Mote.Grains.Training;

/// <summary>Times training, and shows the queue at the gate. Thread-safe.</summary>
public sealed class TrainingInstruments
{
    private const string Name = "Mote.Training";

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _wait;
    private readonly Histogram<long> _batch;

    /// <summary>Counts from nought.</summary>
    /// <param name="meters">Makes the meter.</param>
    public TrainingInstruments(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _meter = meters.Create(Name);
        _duration = _meter.CreateDuration("mote.training.duration", "The training and certification of one batch.");
        _wait = _meter.CreateDuration("mote.training.wait", "How long an enrolment waited at the gate.");
        _batch = _meter.CreateHistogram("mote.training.batch.size", "{enrolment}", "Enrolments that were trained together.", tags: null, new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64] });
    }

    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>Shows a queue.</summary>
    internal void Watch(Func<WorkLoad> load)
    {
        _meter.CreateObservableUpDownCounter("mote.training.active", () => load().AtWork, "{batch}", "Networks, or batches of them, that are being trained.");
        _meter.CreateObservableUpDownCounter("mote.training.places", () => load().Concurrency, "{batch}", "So many may be trained at once.");
        _meter.CreateObservableUpDownCounter("mote.training.waiting", () => load().Waiting, "{enrolment}", "Enrolments that wait at the gate.");
        _meter.CreateObservableUpDownCounter("mote.training.waiting.limit", () => load().QueueLimit, "{enrolment}", "Enrolments that may wait; more are refused.");
    }

    /// <summary>A turn has come to somebody who waited since then.</summary>
    internal void Waited(long since) => _wait.Record(Stopwatch.GetElapsedTime(since).TotalSeconds);

    /// <summary>A batch is trained that was begun then.</summary>
    internal void Trained(Recipe recipe, int enrolments, long since)
    {
        var of = KeyValuePair.Create<string, object?>(Tags.Recipe, RecipeName.Of(recipe));
        _duration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, of);
        _batch.Record(enrolments, of);
    }
}
