namespace Mote.Console.People;

/// <summary>A person's page.</summary>
/// <param name="Person">The person.</param>
/// <param name="MayChange">Whether the caller may change anything.</param>
public sealed record PersonModel(Person Person, bool MayChange);
