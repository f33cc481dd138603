namespace Mote.Evaluation.Reports;

/// <summary>A 95 % bootstrap interval over subjects.</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public sealed record Interval(double Low, double High);
