using System.Diagnostics;
using Mote.Tests;

namespace Mote.Clusters;

/// <summary>What was done under a load, and what it cost the silos.</summary>
/// <param name="Count">How many.</param>
/// <param name="Took">How long that took.</param>
/// <param name="Processor">The time of their processors, all silos together.</param>
internal readonly record struct MeasuredLoad(long Count, TimeSpan Took, TimeSpan Processor)
{
    public double PerSecond => Count / Took.TotalSeconds;

    public double ProcessorMilliseconds => Processor.TotalMilliseconds / Count;

    /// <summary>One after the other.</summary>
    public static MeasuredLoad operator +(MeasuredLoad one, MeasuredLoad other) => new(one.Count + other.Count, one.Took + other.Took, one.Processor + other.Processor);

    /// <summary>Runs a load.</summary>
    public static async Task<MeasuredLoad> Of(IReadOnlyList<SiloProcess> silos, Func<Task<long>> load)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), ProcessorOf(silos));
        var count = await load();
        return new MeasuredLoad(count, Stopwatch.GetElapsedTime(start), ProcessorOf(silos) - before);
    }

    private static TimeSpan ProcessorOf(IReadOnlyList<SiloProcess> silos)
    {
        var sum = TimeSpan.Zero;
        foreach (var silo in silos)
        {
            using var process = Process.GetProcessById(silo.Id);
            sum += process.TotalProcessorTime;
        }

        return sum;
    }
}
