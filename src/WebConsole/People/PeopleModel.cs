using Mote.Grains.Contracts.Access;

namespace Mote.WebConsole.People;

/// <summary>One page of the people of a realm.</summary>
/// <param name="Find">What names begin with; empty for everybody.</param>
/// <param name="People">Those found.</param>
/// <param name="Enrolled">Enrolled people of the whole realm.</param>
/// <param name="IsFirst">Whether there is no page before.</param>
/// <param name="Next">The name to go on behind; null on the last page.</param>
/// <param name="Caller">Who looks: what is not allowed is not offered.</param>
/// <param name="Notice">What was just done; null for nothing.</param>
public sealed record PeopleModel(string Find, IReadOnlyList<Person> People, int Enrolled, bool IsFirst, string? Next, Caller Caller, string? Notice);
