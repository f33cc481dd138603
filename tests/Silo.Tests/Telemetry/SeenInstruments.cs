using System.Diagnostics.Metrics;

namespace Mote.Silo.Tests.Telemetry;

/// <summary>Every instrument of Mote's, and every tag of every measurement, by themselves and not by what is exported of them.</summary>
internal sealed class SeenInstruments : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<Instrument, SeenInstrument> _seen = [];
    private readonly Lock _lock = new();

    public SeenInstruments()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!instrument.Meter.Name.StartsWith("Mote.", StringComparison.Ordinal))
                return;
            lock (_lock)
                _seen[instrument] = new(instrument.Meter.Name, instrument.Name, Kind(instrument), instrument.Unit);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => See(instrument, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => See(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => See(instrument, tags));
        _listener.Start();
    }

    /// <summary>Those whose meters a silo's own factory made, each once.</summary>
    public IReadOnlyList<SeenInstrument> Of(IMeterFactory meters)
    {
        _listener.RecordObservableInstruments();
        lock (_lock)
            return [.. _seen.Where(seen => seen.Key.Meter.Scope == meters).Select(seen => seen.Value).OrderBy(seen => seen.Name, StringComparer.Ordinal)];
    }

    public void Dispose() => _listener.Dispose();

    private void See(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_lock)
        {
            var seen = _seen[instrument].Tags;
            foreach (var (name, value) in tags)
            {
                if (!seen.TryGetValue(name, out var values))
                    seen[name] = values = [];
                values.Add($"{value}");
            }
        }
    }

    private static string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" => "counter",
        "UpDownCounter" or "ObservableUpDownCounter" => "up-down counter",
        "Histogram" => "histogram",
        var other => other,
    };
}
