namespace Mote.Evaluation.Reports;

/// <summary>How often scores occur between two ends, by kind of comparison and attribute group of the reference.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="Mated">Counts of equal bins, by group.</param>
/// <param name="NonMated">Counts of equal bins, by group.</param>
public sealed record ScoreHistogram(double Low, double High, SortedDictionary<string, int[]> Mated, SortedDictionary<string, int[]> NonMated);
