using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Contracts.Realms;

/// <summary>
/// The realms that are made and removed at run time. Key: <see cref="Caller.ServiceRealm"/>, so that it answers the service's
/// own credentials, and nobody of a realm. Refusals are <see cref="MoteException"/>.
/// </summary>
[Alias("Mote.Realms")]
public interface IRealmsGrain : IGrainWithStringKey
{
    /// <summary>Makes a realm.</summary>
    /// <param name="settings">What it has of its own.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">There is or was one of that name (<see cref="ProblemCode.RealmExists"/>), or it can be none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    [Alias("Make"), Needs(Scope.Realms)]
    Task<DirectoryRealm> Make(RealmSettings settings, CancellationToken cancellationToken);

    /// <summary>The realms that there are.</summary>
    [Alias("List"), Needs(Scope.Realms)]
    Task<RealmDirectory> List(CancellationToken cancellationToken);

    /// <summary>Begins to remove a realm: from then on none of its keys opens anything. One whose removal has begun is left to it.</summary>
    /// <exception cref="MoteException">There is none of that name (<see cref="ProblemCode.RealmUnknown"/>).</exception>
    [Alias("Remove"), Needs(Scope.Realms)]
    Task Remove(string name, CancellationToken cancellationToken);

    /// <summary>Ends that, once nobody is enrolled there any more.</summary>
    [Alias("Gone"), Internal]
    Task Gone(string name, CancellationToken cancellationToken);

    /// <summary>The realms as they are now, for whoever serves them.</summary>
    [Alias("Known"), Internal, AlwaysInterleave]
    Task<RealmDirectory> Known(CancellationToken cancellationToken);

    /// <summary>Completes as soon as the realms are of another revision than this one, or after <paramref name="patience"/>.</summary>
    [Alias("Changed"), Internal, AlwaysInterleave]
    Task Changed(long revision, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>How many of its records need each version of the master key.</summary>
    [Alias("KeyUse"), Internal]
    Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken);

    /// <summary>Seals its record under this master key, unless it is already.</summary>
    [Alias("Rekey"), Internal]
    Task Rekey(int masterKeyVersion, CancellationToken cancellationToken);
}
