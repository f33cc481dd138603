namespace Mote.Grains.Tests;

/// <summary>The system's clock, set ahead where a test would otherwise have to wait.</summary>
internal sealed class ClockAhead : TimeProvider
{
    private long _aheadTicks;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _aheadTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _aheadTicks));
}
