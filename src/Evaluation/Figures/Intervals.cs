using Mote.Evaluation.Metrics;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Figures;

/// <summary>Intervals as a report holds them.</summary>
internal static class Intervals
{
    /// <param name="figures">One a resample.</param>
    public static Interval? Of(IEnumerable<double?> figures) => BootstrapInterval.Of(figures) is var (low, high) ? new Interval(low, high) : null;
}
