namespace Mote.Grains.Audit;

/// <summary>Tells the check of a trail what the realm's manifest says of itself. Thread-safe.</summary>
internal interface IManifestHeads
{
    /// <summary>How far each shard of a realm knows to be noted in the trail; asked for before that is read.</summary>
    Task<IReadOnlyList<long>> Noted(string realm, CancellationToken cancellationToken);

    /// <summary>The heads of a realm's shards, of those that there are, with every row of them looked at; asked for after the trail was read.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="noted">What <see cref="Noted"/> gave before.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    Task<IReadOnlyList<ManifestHead>> Of(string realm, IReadOnlyList<long> noted, CancellationToken cancellationToken);

    /// <summary>How many people a realm lists.</summary>
    Task<int> People(string realm, CancellationToken cancellationToken);
}
