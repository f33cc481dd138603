namespace Mote.Grains.Membership;

/// <summary>The other silos, asked one by one. Thread-safe.</summary>
internal interface IOtherSilos
{
    /// <summary>The version of the newest view that one of them knows; null where it does not answer.</summary>
    Task<long?> VersionAt(SiloAddress silo, CancellationToken cancellationToken);
}
