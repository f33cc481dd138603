using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Contracts.Audit;

/// <summary>
/// One writer's chain in a realm's audit trail: appends to it, and never changes what is in it. Key:
/// <see cref="AuditWriterKey"/>. What arrives while the store writes goes in the next write together. Refusals are
/// <see cref="MoteException"/>.
/// </summary>
[Alias("Mote.Audit")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>
    /// Appends. A change completes once it is stored; a decision does so too where the service is set to wait, and else once
    /// it is in the queue, which is written at once.
    /// </summary>
    /// <exception cref="MoteException">
    /// It is not stored, or too much waits, or for too long (<see cref="Protocol.ProblemCode.AuditUnavailable"/>). A change is in the queue nevertheless.
    /// </exception>
    [Alias("Append"), Internal]
    Task Append([Immutable] AuditEvent happened, CancellationToken cancellationToken);

    /// <summary>Where the chain begins and ends, with everything that was appended before, unless the store does not take it.</summary>
    [Alias("Tail"), Needs(Scope.Audit)]
    Task<AuditTail> Tail(CancellationToken cancellationToken);
}
