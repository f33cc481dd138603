using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Orleans.Concurrency;

namespace Mote.Grains.Contracts.Sessions;

/// <summary>
/// The keys of the console's sessions, for all silos of a cluster, and which sessions were signed out of. Key: <see cref="Caller.ServiceRealm"/>. No caller from
/// outside reaches it. Refusals are <see cref="MoteException"/>.
/// </summary>
[Alias("Mote.SessionKeys")]
public interface ISessionKeysGrain : IGrainWithStringKey
{
    /// <summary>The keys as they are now, and which sessions are over.</summary>
    [Alias("Known"), Internal, AlwaysInterleave]
    Task<SessionKeys> Known(CancellationToken cancellationToken);

    /// <summary>Adds one, made by whoever knew them at that revision: of two silos that find none at once, one makes it and the other reads it.</summary>
    /// <returns>False where they have changed since: read them first.</returns>
    [Alias("Add"), Internal]
    Task<bool> Add(long revision, string key, CancellationToken cancellationToken);

    /// <summary>A session is over, at whichever silo.</summary>
    [Alias("End"), Internal]
    Task End(EndedSession session, CancellationToken cancellationToken);

    /// <summary>How many of its records need each version of the master key.</summary>
    [Alias("KeyUse"), Internal]
    Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken);

    /// <summary>Seals its record under this master key, unless it is already.</summary>
    [Alias("Rekey"), Internal]
    Task Rekey(int masterKeyVersion, CancellationToken cancellationToken);
}
