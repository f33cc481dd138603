using Mote.Grains.Contracts.Access;
using Mote.Service.People;

namespace Mote.WebConsole.People;

/// <summary>A person's page.</summary>
/// <param name="Person">The person.</param>
/// <param name="Caller">Who looks: what is not allowed is not offered.</param>
public sealed record PersonModel(Person Person, Caller Caller);
