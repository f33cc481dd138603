namespace Mote.Tests;

/// <summary>Time that passes where a test says so, by the clock that nobody sets; the other is the system's.</summary>
public sealed class Waited : TimeProvider
{
    // Not from zero, which is where nothing has been noted yet.
    private long _ticks = TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Passes.</summary>
    public void By(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _ticks);
}
