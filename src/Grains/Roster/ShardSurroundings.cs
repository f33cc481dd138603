using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Roster;

/// <summary>What a shard needs of whoever runs it.</summary>
/// <param name="Presence">Asks an identity whether it is enrolled.</param>
/// <param name="StoreFailed">Told of a head that was not taken: the activation must end.</param>
/// <param name="Delayed">Told of rows or pages that were not taken, and are tried again.</param>
/// <param name="Note">Gives the audit trail the entry of a change, and says whether the trail may have it already; completes once it is stored.</param>
/// <param name="Unnoted">Told of an entry that the trail did not take, and that stays owed.</param>
internal sealed record ShardSurroundings(
    Func<string, CancellationToken, Task<Presence>> Presence,
    Action<Exception> StoreFailed,
    Action<Exception> Delayed,
    Func<AuditEvent, bool, Task> Note,
    Action<Exception> Unnoted);
