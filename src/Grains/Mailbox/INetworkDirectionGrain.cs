using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Orleans.Concurrency;

namespace Mote.Grains.Mailbox;

/// <summary>
/// What one identity tells another of its realm so that it can be excluded there: where its network looks, which lies close
/// to the face. From grain to grain, in memory; no caller from outside reaches this interface.
/// </summary>
[Alias("Mote.NetworkDirection"), Internal]
internal interface INetworkDirectionGrain : IGrainWithStringKey
{
    /// <summary>The direction of the enrolled network. Interleaves, so that two people may exclude each other at once.</summary>
    /// <exception cref="MoteException">Nobody is enrolled, or the recipe's networks have no direction.</exception>
    [Alias("Direction"), AlwaysInterleave]
    Task<EmbeddedFace> Direction(CancellationToken cancellationToken);
}
