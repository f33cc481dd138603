using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mote.Grains.Telemetry;
using Mote.Vision.Photos;

namespace Mote.Grains.Embedding;

/// <summary>Times the reading of photos, counts those that were refused, and shows the queue before it. Thread-safe.</summary>
public sealed class EmbeddingInstruments
{
    private const string Name = "Mote.Embedding";

    private readonly MeasuredRealms _realms;
    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _wait;
    private readonly Counter<long> _refused;

    /// <summary>Counts from nought.</summary>
    /// <param name="meters">Makes the meter.</param>
    /// <param name="realms">Whose photos are counted.</param>
    public EmbeddingInstruments(IMeterFactory meters, MeasuredRealms realms)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _realms = realms;
        _meter = meters.Create(Name);
        _duration = _meter.CreateDuration("mote.embedding.duration", "The reading of one photo: decoded, its face found, aligned, measured and embedded.");
        _wait = _meter.CreateDuration("mote.embedding.wait", "How long a photo waited for its turn.");
        _refused = _meter.CreateCounter<long>("mote.photos.refused", "{photo}", "Photos that were refused, by what was wrong with them.");
    }

    internal static ActivitySource Source { get; } = new(Name);

    /// <summary>Shows a queue.</summary>
    internal void Watch(Func<WorkLoad> load)
    {
        _meter.CreateObservableUpDownCounter("mote.embedding.active", () => load().AtWork, "{photo}", "Photos that are being read.");
        _meter.CreateObservableUpDownCounter("mote.embedding.places", () => load().Concurrency, "{photo}", "Photos that may be read at once.");
        _meter.CreateObservableUpDownCounter("mote.embedding.waiting", () => load().Waiting, "{photo}", "Photos that wait for their turn.");
        _meter.CreateObservableUpDownCounter("mote.embedding.waiting.limit", () => load().QueueLimit, "{photo}", "Photos that may wait; more are refused.");
    }

    /// <summary>Runs a reading that had waited since then.</summary>
    internal T Timed<T>(long since, Func<T> read)
    {
        var began = Stopwatch.GetTimestamp();
        _wait.Record(Stopwatch.GetElapsedTime(since, began).TotalSeconds);
        try
        {
            return read();
        }
        finally
        {
            _duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
    }

    internal void Refused(string realm, RefusalReason reason)
    {
        Activity.Current?.SetTag(Tags.Reason, Word(reason));
        if (_realms.Count(realm))
            _refused.Add(1, KeyValuePair.Create<string, object?>(Tags.Realm, realm), KeyValuePair.Create<string, object?>(Tags.Reason, Word(reason)));
    }

    private static string Word(RefusalReason reason) => reason switch
    {
        RefusalReason.PhotoUnreadable => "photo_unreadable",
        RefusalReason.PhotoTooLarge => "photo_too_large",
        RefusalReason.NoFace => "no_face",
        RefusalReason.SeveralFaces => "several_faces",
        RefusalReason.FaceTooSmall => "face_too_small",
        RefusalReason.Blurred => "blurred",
        RefusalReason.TooDark => "too_dark",
        RefusalReason.TooBright => "too_bright",
        RefusalReason.TurnedTooFar => "turned_too_far",
        RefusalReason.TooFlat => "too_flat",
        RefusalReason.Transparent => "transparent",
        RefusalReason.FormatUnsupported => "format_unsupported",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no such reason."),
    };
}
