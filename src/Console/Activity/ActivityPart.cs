namespace Mote.Console.Activity;

/// <summary>Some activity, newest first.</summary>
/// <param name="Lines">What happened; may be short and yet not the last.</param>
/// <param name="Next">Where to go on; null on the last.</param>
public sealed record ActivityPart(IReadOnlyList<ActivityLine> Lines, long? Next);
