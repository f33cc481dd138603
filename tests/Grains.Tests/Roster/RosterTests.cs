using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
namespace Mote.Grains.Tests.Roster;

public sealed class RosterTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_ManyPeople_PagesThroughAllShardsInOrder()
    {
        var realm = $"realm-{Guid.NewGuid():N}";
        var names = Enumerable.Range(0, 25).Select(i => $"person-{i:00}").ToArray();
        await Task.WhenAll(names.Select(name => cluster.Enrol(new(realm, name))));

        List<string> listed = [];
        string? after = null;
        do
        {
            var page = await cluster.Roster.List(realm, after, 7, Cancelled);
            Assert.Equal(names.Length, page.Count);
            listed.AddRange(page.Subjects);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(names, listed);
        Assert.Equal(names.Length, await cluster.Roster.Count(realm, Cancelled));
        Assert.Equal(0, await cluster.Roster.Count(realm + "x", Cancelled));
    }

    [Fact]
    public async Task List_IntentLeftBehind_IsSettledByWhatTheIdentitySays()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        var shard = cluster.Grains.GetGrain<IRosterGrain>(Mote.Grains.Contracts.Roster.RosterShard.KeyOf(key));
        var line = new ManifestLine(1, [], [], 1);
        await shard.Intend(key.Subject, line, null, null, Cancelled);
        Assert.Empty(await shard.List(null, 10, Cancelled));

        await cluster.Enrol(key);
        await shard.Intend(key.Subject, line, null, null, Cancelled);
        Assert.Equal([key.Subject], await shard.List(null, 10, Cancelled));
    }
}
