namespace Mote.Evaluation.Reports;

/// <summary>FNMR at one FMR over draws of the reference photos.</summary>
/// <param name="Fnmr">One a draw.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Interval">The interval of the mean, the same subjects resampled in every draw.</param>
public sealed record DrawFigures(IReadOnlyList<double> Fnmr, double Mean, Interval? Interval);
