using System.Diagnostics.Metrics;

namespace Mote.Tests;

/// <summary>Meters of one test, told from those of others by their scope.</summary>
public sealed class OwnMeters : IMeterFactory
{
    private readonly List<Meter> _made = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _made.Add(meter);
        return meter;
    }

    public void Dispose() => _made.ForEach(meter => meter.Dispose());
}
