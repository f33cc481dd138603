namespace Mote.Console.Activity;

/// <summary>The page of what happened.</summary>
/// <param name="Filter">What is looked for.</param>
/// <param name="Part">What was found.</param>
/// <param name="IsFirst">Whether there is nothing newer.</param>
public sealed record ActivityModel(ActivityFilter Filter, ActivityPart Part, bool IsFirst);
