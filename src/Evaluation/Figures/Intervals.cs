using Mote.Evaluation.Metrics;
using Mote.Evaluation.Reports;
using Mote.Recognition.Certification;

namespace Mote.Evaluation.Figures;

/// <summary>Intervals as a report holds them.</summary>
internal static class Intervals
{
    /// <param name="figures">One a resample.</param>
    /// <param name="people">Who was drawn.</param>
    public static Interval? Of(IEnumerable<double?> figures, int people) =>
        people >= ShareInterval.FewestPeople && BootstrapInterval.Of(figures) is var (low, high) ? new Interval(low, high) : null;

    /// <param name="figures">The share of errors, one a resample.</param>
    /// <param name="errors">The comparisons behind it.</param>
    /// <param name="people">Whose they are.</param>
    public static Interval? Of(IEnumerable<double?> figures, ErrorCount errors, int people) =>
        ShareInterval.Of(BootstrapInterval.Of(figures), errors, people) is var (low, high) ? new Interval(low, high) : null;
}
