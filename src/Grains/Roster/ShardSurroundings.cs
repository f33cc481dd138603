using Mote.Abstractions.Identities;

namespace Mote.Grains.Roster;

/// <summary>What a shard needs of whoever runs it.</summary>
/// <param name="Presence">Asks an identity whether it is enrolled.</param>
/// <param name="StoreFailed">Told of a head that was not taken: the activation must end.</param>
/// <param name="Delayed">Told of rows or pages that were not taken, and are tried again.</param>
internal sealed record ShardSurroundings(
    Func<string, CancellationToken, Task<Presence>> Presence,
    Action<Exception> StoreFailed,
    Action<Exception> Delayed);
