using Mote.Abstractions.Roster;

namespace Mote.Grains.Roster;

/// <summary>A whole realm's roster, gathered from its shards. Thread-safe.</summary>
public sealed class Roster(IGrainFactory grains)
{
    /// <summary>Enrolled subjects of a realm.</summary>
    public async Task<int> Count(string realm, CancellationToken cancellationToken) =>
        (await Task.WhenAll(Shards(realm).Select(shard => shard.Count(cancellationToken)))).Sum();

    /// <summary>Enrolled subjects of a realm after a name.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="after">The name to start behind; null from the start.</param>
    /// <param name="limit">At most so many, at least 1.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    public async Task<RosterPage> List(string realm, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var count = Count(realm, cancellationToken);
        // One more than asked for tells whether there is a next page.
        var found = await Task.WhenAll(Shards(realm).Select(shard => shard.List(after, limit + 1, cancellationToken)));
        var subjects = found.SelectMany(names => names).Order(StringComparer.Ordinal).Take(limit + 1).ToArray();
        return subjects.Length > limit
            ? new RosterPage(subjects[..limit], await count, subjects[limit - 1])
            : new RosterPage(subjects, await count, null);
    }

    /// <summary>Enrolments of a realm that failed by what they were given, by problem code: attempts, not people.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Refusals(string realm, CancellationToken cancellationToken) =>
        (await Task.WhenAll(Shards(realm).Select(shard => shard.Refusals(cancellationToken))))
            .SelectMany(shard => shard)
            .GroupBy(refusal => refusal.Key, refusal => refusal.Value)
            .OrderBy(refusal => refusal.Key, StringComparer.Ordinal)
            .ToDictionary(refusal => refusal.Key, refusal => refusal.Sum(), StringComparer.Ordinal);

    private IEnumerable<IRosterGrain> Shards(string realm) =>
        Enumerable.Range(0, RosterShard.Count).Select(shard => grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(realm, shard)));
}
