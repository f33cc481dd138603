namespace Mote.Service.People;

/// <summary>Some of the people of a realm.</summary>
/// <param name="People">Those found.</param>
/// <param name="Enrolled">Enrolled people of the whole realm.</param>
/// <param name="Next">The name to go on behind; null where there are no more.</param>
public sealed record FoundPeople(IReadOnlyList<Person> People, int Enrolled, string? Next);
