using System.Diagnostics;

namespace Mote.Golden.Tests.Silos;

/// <summary>A clock that starts at a given time and goes on from there: what a stored time means to a silo stays the same for years.</summary>
internal sealed class ClockFrom(DateTimeOffset start) : TimeProvider
{
    private readonly long _started = Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + Stopwatch.GetElapsedTime(_started);
}
