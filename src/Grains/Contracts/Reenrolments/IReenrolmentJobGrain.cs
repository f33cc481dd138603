using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Contracts.Reenrolments;

/// <summary>
/// Asks that many people be enrolled anew, one after another, beside everything else. Key: the realm, which has one such job
/// at a time. What is asked and how far it has come are stored, so a job that was interrupted goes on where it stood as soon
/// as anybody asks for it. Refusals are <see cref="MoteException"/>.
/// </summary>
[Alias("Mote.ReenrolmentJob")]
public interface IReenrolmentJobGrain : IGrainWithStringKey
{
    /// <summary>Starts, or goes on with the same one where it is not complete.</summary>
    /// <exception cref="MoteException">Another is under way (<see cref="ProblemCode.JobUnderWay"/>), or the request is no single choice.</exception>
    [Alias("Start"), Needs(Scope.Reenrol)]
    Task<ReenrolmentJobStatus> Start([Immutable] ReenrolmentJobRequest request, CancellationToken cancellationToken);

    /// <summary>How far the last one has come when it has ended, or after <paramref name="patience"/>; null if there was none.</summary>
    [Alias("Status"), Needs(Scope.Reenrol), AlwaysInterleave]
    Task<ReenrolmentJobStatus?> Status(TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>How many of its records need each version of the master key.</summary>
    [Alias("KeyUse"), Internal]
    Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken);

    /// <summary>Seals its records under this master key, unless they are already.</summary>
    [Alias("Rekey"), Internal]
    Task Rekey(int masterKeyVersion, CancellationToken cancellationToken);
}
