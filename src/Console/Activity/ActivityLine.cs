namespace Mote.Console.Activity;

/// <summary>Something that happened.</summary>
/// <param name="Time">When.</param>
/// <param name="Kind">What it is about, as <c>verified</c>.</param>
/// <param name="Outcome">How it ended, as in <see cref="ActivityFilter"/>.</param>
/// <param name="Subject">The person; null where nobody is concerned, or the person was erased since.</param>
/// <param name="Caller">On whose behalf; empty where the service did it by itself.</param>
/// <param name="Door">The door that was named; null for none.</param>
/// <param name="FalseMatchRate">For a match, the rate at which it would just be accepted; null for everything else.</param>
/// <param name="Code">Why it was refused; null where it was not.</param>
public sealed record ActivityLine(
    DateTimeOffset Time, string Kind, string Outcome, string? Subject, string Caller, string? Door, double? FalseMatchRate, string? Code);
