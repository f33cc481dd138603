namespace Mote.Cli.Demo;

/// <summary>What became of the verifications.</summary>
/// <param name="Decisions">Whether each was a match; null where the photo was refused.</param>
/// <param name="FailuresToAcquire">How many photos were refused, by code.</param>
internal sealed record Verified(bool?[] Decisions, SortedDictionary<string, int> FailuresToAcquire);
