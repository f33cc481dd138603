using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Contracts.Access;

/// <summary>
/// The API keys of a realm that are made and revoked at run time. Key: the realm. It knows hashes; a key itself is drawn
/// where it is shown. Refusals are <see cref="MoteException"/>.
/// </summary>
[Alias("Mote.Access")]
public interface IAccessGrain : IGrainWithStringKey
{
    /// <summary>Makes a key.</summary>
    /// <param name="grant">What it may do: no more than whoever asks.</param>
    /// <param name="sha256">SHA-256 of the key.</param>
    /// <param name="prefix">What it begins with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">There is one of that name (<see cref="ProblemCode.ApiKeyExists"/>), it would be granted what the caller lacks (<see cref="ProblemCode.Forbidden"/>), or it is none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    [Alias("Make"), Needs(Scope.ApiKeys)]
    Task<IssuedKey> Make(ApiKeyGrant grant, [Immutable] byte[] sha256, string prefix, CancellationToken cancellationToken);

    /// <summary>The keys that there are.</summary>
    [Alias("List"), Needs(Scope.ApiKeys)]
    Task<IssuedKeys> List(CancellationToken cancellationToken);

    /// <summary>Leaves a key less than it had.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="limits">What it keeps.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">There is none of that name (<see cref="ProblemCode.ApiKeyUnknown"/>), or it would be more than it had (<see cref="ProblemCode.Forbidden"/>).</exception>
    [Alias("Limit"), Needs(Scope.ApiKeys)]
    Task<IssuedKey> Limit(string name, KeyLimits limits, CancellationToken cancellationToken);

    /// <summary>Revokes a key: it opens nothing any more.</summary>
    /// <exception cref="MoteException">There is none of that name (<see cref="ProblemCode.ApiKeyUnknown"/>).</exception>
    [Alias("Revoke"), Needs(Scope.ApiKeys)]
    Task Revoke(string name, CancellationToken cancellationToken);

    /// <summary>The keys as they are now, for whoever compares what is presented.</summary>
    [Alias("Issued"), Internal, AlwaysInterleave]
    Task<IssuedKeys> Issued(CancellationToken cancellationToken);

    /// <summary>Completes as soon as the keys are of another revision than this one, or after <paramref name="patience"/>.</summary>
    [Alias("Changed"), Internal, AlwaysInterleave]
    Task Changed(long revision, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>How many of its records need each version of the master key.</summary>
    [Alias("KeyUse"), Internal]
    Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken);

    /// <summary>Seals its record under this master key, unless it is already.</summary>
    [Alias("Rekey"), Internal]
    Task Rekey(int masterKeyVersion, CancellationToken cancellationToken);
}
