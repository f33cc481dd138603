using System.Diagnostics;

namespace Mote.Tests;

/// <summary>A clock that starts at a given time and goes on from there: what a stored time means to a silo stays the same for years.</summary>
/// <remarks>Not one of the future: Orleans notes by the system's clock that a silo is alive and judges by this one, so the silo would take itself for dead.</remarks>
public sealed class ClockFrom(DateTimeOffset start) : TimeProvider
{
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + Stopwatch.GetElapsedTime(_started);
}
