namespace Mote.Evaluation.Reports;

/// <summary>FNMR over that of another recipe, on the same draws and resamples.</summary>
/// <param name="Ratios">One a draw; null where the other made no error.</param>
/// <param name="Mean">The mean FNMR of all draws over the other's; null where the other made no error.</param>
/// <param name="Interval">The interval of <paramref name="Mean"/>: a difference is beyond noise where it leaves out 1.</param>
public sealed record PairedFigures(IReadOnlyList<double?> Ratios, double? Mean, Interval? Interval);
