namespace Mote.Grains.Audit;

/// <summary>Tells the check of a trail what the realm's manifest says of itself. Thread-safe.</summary>
internal interface IManifestHeads
{
    /// <summary>The heads of a realm's shards, of those that there are.</summary>
    Task<IReadOnlyList<ManifestHead>> Of(string realm, CancellationToken cancellationToken);
}
