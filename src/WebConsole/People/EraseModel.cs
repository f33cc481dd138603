namespace Mote.WebConsole.People;

/// <summary>The page that asks before a person is erased.</summary>
/// <param name="Subject">The person's name.</param>
/// <param name="Failure">Why nothing was erased; null at first.</param>
public sealed record EraseModel(string Subject, string? Failure);
