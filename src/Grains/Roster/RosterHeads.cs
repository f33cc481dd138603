using Mote.Grains.Audit;
using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Roster;

/// <summary>The shards of a realm's manifest, as its trail is held against them. Thread-safe.</summary>
internal sealed class RosterHeads(IGrainFactory grains, Roster roster) : IManifestHeads
{
    public async Task<IReadOnlyList<long>> Noted(string realm, CancellationToken cancellationToken) =>
        await Task.WhenAll(Shards(realm).Select(shard => shard.NotedUpTo(cancellationToken)));

    public async Task<IReadOnlyList<Audit.ManifestHead>> Of(string realm, IReadOnlyList<long> noted, CancellationToken cancellationToken)
    {
        var checks = await Task.WhenAll(Shards(realm).Select(shard => shard.Check(cancellationToken)));
        // What was never written in this form has no counter, and nothing to be held against.
        return [.. checks.Where(check => check.Stamp.Counter > 0 || !check.IsWhole).Select(check =>
            new Audit.ManifestHead(check.Stamp.Shard, check.Stamp.Counter, check.Stamp.Hash, noted[check.Stamp.Shard], check.IsWhole ? null : check.Reason))];
    }

    public Task<int> People(string realm, CancellationToken cancellationToken) => roster.Count(realm, cancellationToken);

    private IEnumerable<IRosterGrain> Shards(string realm) =>
        Enumerable.Range(0, RosterShard.Count).Select(shard => grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(realm, shard)));
}
