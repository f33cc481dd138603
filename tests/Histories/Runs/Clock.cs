using System.Diagnostics;

namespace Mote.Histories.Runs;

/// <summary>The time since a run began, by the clock that nobody sets.</summary>
public sealed class Clock
{
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <summary>Now.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_began);
}
