using Mote.Grains.Contracts.Access;
using Mote.Service.People;

namespace Mote.WebConsole.People;

/// <summary>One page of the people of a realm.</summary>
/// <param name="Find">What names begin with; empty for everybody.</param>
/// <param name="Found">Those found.</param>
/// <param name="IsFirst">Whether there is no page before.</param>
/// <param name="Caller">Who looks: what is not allowed is not offered.</param>
/// <param name="Notice">What was just done; null for nothing.</param>
public sealed record PeopleModel(string Find, FoundPeople Found, bool IsFirst, Caller Caller, string? Notice);
