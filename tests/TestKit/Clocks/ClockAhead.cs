namespace Mote.Tests;

/// <summary>The system's clock, set ahead where a test would otherwise have to wait.</summary>
public sealed class ClockAhead : TimeProvider
{
    private long _aheadTicks;

    /// <summary>Sets it ahead, by as much more.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks));
}
