using MathNet.Numerics.Random;
using Mote.Grains.Roster;

namespace Mote.Grains.Tests.Roster;

/// <summary>Names in pages, against a plain sorted set, on a real store.</summary>
public sealed class NameIndexTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_ManyAtRandom_IsWhatASortedSetIsAndStaysSo()
    {
        var random = new Xoshiro256StarStar(1, threadSafe: false);
        var shard = NewShard();
        using var master = cluster.Keys.First();
        var index = new NameIndex(cluster.Manifest.Store, shard);
        var expected = new SortedDictionary<string, Guid>(StringComparer.Ordinal);
        for (var round = 0; round < 30; round++)
        {
            // First mostly more, then mostly fewer, so that pages come and go.
            var changes = Enumerable.Range(0, random.Next(1, 40)).Select(_ => $"{random.Next(300):000}").Distinct()
                .ToDictionary(name => name, _ => random.Next(30) > round ? Guid.NewGuid() : (Guid?)null);
            foreach (var (name, person) in changes)
            {
                expected.Remove(name);
                if (person is { } number)
                    expected.Add(name, number);
            }

            await index.Apply(changes, master);
            if (round % 7 == 0)
                index = new NameIndex(cluster.Manifest.Store, shard);
            Assert.Equal(expected.Select(pair => (pair.Key, pair.Value)), await index.After(null, Cancelled).ToListAsync(Cancelled));
            var after = $"{random.Next(300):000}";
            Assert.Equal(expected.Keys.Where(name => string.CompareOrdinal(name, after) > 0), await index.After(after, Cancelled).Select(name => name.Name).ToListAsync(Cancelled));
            Assert.Equal(expected.ToDictionary(pair => pair.Value, pair => pair.Key), await index.NamesOf(expected.Values, Cancelled));
        }
    }

    /// <summary>Whatever a store that ends in the middle of a split leaves, each name of before is found, and once; what is tried again is found as well.</summary>
    [Fact]
    public async Task Apply_StoppedAtEachWrite_EachNameIsFoundOnce()
    {
        using var master = cluster.Keys.First();
        foreach (var fault in new[] { Fault.Before, Fault.After })
        {
            var isThrough = false;
            for (var number = 1; !isThrough; number++)
            {
                var shard = NewShard();
                var names = Enumerable.Range(0, NamePage.Capacity * 3).Select(i => $"{i:000}").ToArray();
                await Index(shard, cluster.Manifest.Store).Apply(Changes(names, true), master);
                var more = Enumerable.Range(0, NamePage.Capacity * 2).Select(i => $"{i:000}-a").ToArray();
                var fewer = names[^NamePage.Capacity..];
                cluster.Storage.Die(shard.Realm, number, fault);
                try
                {
                    await Index(shard, cluster.FaultyManifest.Store).Apply(Changes(more, true).Concat(Changes(fewer, false)), master);
                }
                catch (IOException)
                {
                    // It is looked at anew.
                }

                isThrough = !cluster.Storage.IsDead;
                cluster.Storage.Live();
                var found = await Index(shard, cluster.Manifest.Store).After(null, Cancelled).Select(name => name.Name).ToListAsync(Cancelled);
                Assert.Equal(found.Order(StringComparer.Ordinal).Distinct(), found);
                Assert.Empty(names.Except(fewer).Except(found));
                Assert.Empty(found.Except(names).Except(more));

                await Index(shard, cluster.Manifest.Store).Apply(Changes(more, true).Concat(Changes(fewer, false)), master);
                Assert.Equal(names.Except(fewer).Concat(more).Order(StringComparer.Ordinal), await Index(shard, cluster.Manifest.Store).After(null, Cancelled).Select(name => name.Name).ToListAsync(Cancelled));
            }
        }
    }

    private static Dictionary<string, Guid?> Changes(IEnumerable<string> names, bool come) => names.ToDictionary(name => name, _ => come ? Guid.NewGuid() : (Guid?)null);

    private static NameIndex Index(ShardKey shard, ManifestStore store) => new(store, shard);

    private static ShardKey NewShard() => new($"realm-{Guid.NewGuid():N}", 3);
}
