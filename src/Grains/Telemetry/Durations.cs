using System.Diagnostics.Metrics;

namespace Mote.Grains.Telemetry;

/// <summary>Histograms of durations, in seconds and all in the same steps, so that figures of silos and features add up.</summary>
internal static class Durations
{
    // From a store that has it in memory to an enrolment by the slowest recipe.
    private static readonly double[] Steps = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    public static Histogram<double> CreateDuration(this Meter meter, string name, string description) =>
        meter.CreateHistogram(name, "s", description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Steps });
}
