using Mote.Grains.Contracts.Access;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Contracts.Keys;

/// <summary>
/// Brings every record of a realm under its current master key, beside everything else: each record is readable under the
/// old key until it is under the new one. Key: the realm. What is left to do is read from the records themselves, so a
/// rotation that was interrupted goes on where it stood when it is started again.
/// </summary>
[Alias("Mote.KeyRotation")]
public interface IKeyRotationGrain : IGrainWithStringKey
{
    /// <summary>Starts, or joins the one under way.</summary>
    [Alias("Start"), Needs(Scope.MasterKeys)]
    Task<KeyRotationStatus> Start(CancellationToken cancellationToken);

    /// <summary>How far it has come when it has ended, or after <paramref name="patience"/>; null if it was not started here.</summary>
    [Alias("Status"), Needs(Scope.MasterKeys), AlwaysInterleave]
    Task<KeyRotationStatus?> Status(TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>The versions there are or that records need, ascending.</summary>
    [Alias("Uses"), Needs(Scope.MasterKeys, Scope.Metrics)]
    Task<KeyUse[]> Uses(CancellationToken cancellationToken);
}
