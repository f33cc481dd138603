using Mote.Abstractions.Errors;
using Orleans.Concurrency;

namespace Mote.Abstractions.Audit;

/// <summary>
/// A realm's audit trail: appends to a hash chain, and never changes what is in it. Key: the realm. What arrives while the
/// store writes goes in the next write together. Refusals are <see cref="MoteException"/>.
/// </summary>
[Alias("Mote.Audit")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>
    /// Appends. A change completes once it is stored; a decision does so too where the service is set to wait, and else once
    /// it is in the queue, which is written at once.
    /// </summary>
    /// <exception cref="MoteException">
    /// It is not stored, or the queue is full (<see cref="Protocol.ProblemCode.AuditUnavailable"/>). A change is in the queue nevertheless.
    /// </exception>
    [Alias("Append")]
    Task Append([Immutable] AuditEvent happened, CancellationToken cancellationToken);

    /// <summary>Where the chain begins and ends, with everything that was appended before, unless the store does not take it.</summary>
    [Alias("Tail")]
    Task<AuditTail> Tail(CancellationToken cancellationToken);

    /// <summary>How many records of the trail need each version of the master key.</summary>
    [Alias("KeyUse")]
    Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken);

    /// <summary>Seals some more of the trail's records under this master key. No entry and no hash is changed by it.</summary>
    /// <returns>False while there are more: ask again.</returns>
    [Alias("Rekey")]
    Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken);
}
