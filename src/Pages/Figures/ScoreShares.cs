namespace Mote.Pages.Figures;

/// <summary>How often scores occur.</summary>
/// <param name="Strangers">Those of strangers, as shares of all of them in equal bins.</param>
/// <param name="Own">Those of people's own photos, in as many bins.</param>
/// <param name="Low">The lower end of the first bin.</param>
/// <param name="Span">From there to the upper end of the last, above 0.</param>
/// <param name="Bound">The score that decides.</param>
/// <param name="Axis">What the scores are.</param>
public sealed record ScoreShares(IReadOnlyList<double> Strangers, IReadOnlyList<double> Own, double Low, double Span, double Bound, string Axis);
