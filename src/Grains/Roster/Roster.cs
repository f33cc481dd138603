using Mote.Grains.Contracts.Roster;

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
        var names = await Task.WhenAll(Shards(realm).Select(shard => new ShardNames(shard, after, limit, cancellationToken).Fill()));
        List<string> subjects = [];
        // One more than asked for tells whether there is a next page.
        while (subjects.Count <= limit && names.Where(shard => shard.Next is not null).MinBy(shard => shard.Next, StringComparer.Ordinal) is { } first)
        {
            subjects.Add(first.Next!);
            await first.Take();
        }

        return subjects.Count > limit
            ? new RosterPage([.. subjects[..limit]], await count, subjects[limit - 1])
            : new RosterPage([.. subjects], await count, null);
    }

    /// <summary>Some who are enrolled in a realm, from all of its shards: as the lists lie, which settles nothing.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    public async Task<IReadOnlyList<string>> Some(string realm, int limit, CancellationToken cancellationToken)
    {
        var names = await Task.WhenAll(Shards(realm).Select(shard => shard.Some(limit, cancellationToken)));
        return [.. names.SelectMany(shard => shard.Index()).OrderBy(name => name.Index).Select(name => name.Item).Take(limit)];
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

    /// <summary>The names of one shard, in order, asked for some at a time: of a page each shard has its share, and seldom much more.</summary>
    private sealed class ShardNames(IRosterGrain shard, string? after, int limit, CancellationToken cancellationToken)
    {
        private readonly int _some = limit / RosterShard.Count + 4;
        private string[] _names = [];
        private int _at;

        /// <summary>The next name; null at the end.</summary>
        public string? Next => _at < _names.Length ? _names[_at] : null;

        public async Task<ShardNames> Fill()
        {
            _names = await shard.List(_names is [.., var last] ? last : after, _some, cancellationToken);
            _at = 0;
            return this;
        }

        public async Task Take()
        {
            if (++_at == _names.Length && _names.Length == _some)
                await Fill();
        }
    }
}
