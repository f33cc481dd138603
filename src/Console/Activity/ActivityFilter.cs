namespace Mote.Console.Activity;

/// <summary>Which activity; null asks for all.</summary>
/// <param name="Subject">That of a person.</param>
/// <param name="Outcome">What ended so: <c>match</c>, <c>non_match</c>, <c>refused</c> or <c>done</c>.</param>
/// <param name="Door">That of a door.</param>
public sealed record ActivityFilter(string? Subject, string? Outcome, string? Door);
