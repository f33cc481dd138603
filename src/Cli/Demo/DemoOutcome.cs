namespace Mote.Cli.Demo;

/// <summary>What a demo came to.</summary>
/// <param name="Result">Its figures.</param>
/// <param name="Scores">How surely each photo was taken for each person.</param>
/// <param name="HeatMaps">Some decisions explained; none for real people, whom a page does not show.</param>
/// <param name="Cohort">The cohort pack that it ran with.</param>
internal sealed record DemoOutcome(DemoResult Result, DemoScores Scores, IReadOnlyList<DemoHeatMap> HeatMaps, string Cohort);
