using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Grains.Tests.Fairness;

public sealed class RealmCertificatesTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_ARealm_SumsUpItsPeopleAndIsNotGatheredTwiceAtOnce()
    {
        var realm = $"realm-{Guid.NewGuid():N}";
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => cluster.Enrol(new(realm, $"person-{i}"))));
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => cluster.Certificates.Of(realm, Patience, Cancelled)));

        var fairness = all[0];
        Assert.All(all, same => Assert.Same(fairness, same));
        Assert.Equal((6, 6), (fairness.Enrolled, fairness.Figures.Certified));
        Assert.Equal([DemoCohort.FirstGroup, DemoCohort.SecondGroup], fairness.Figures.Groups.Select(group => group.Group));
        Assert.All(fairness.Figures.Groups, group => Assert.Equal(6 * 500, group.Samples.Trials));
        Assert.Empty(fairness.Refusals);

        // Not again within a minute.
        await cluster.Enrol(new(realm, "late"));
        Assert.Equal(6, (await cluster.Certificates.Of(realm, Patience, Cancelled)).Enrolled);
    }

    /// <summary>A record that was swapped for another's is refused, and hides nobody else's figures.</summary>
    [Fact]
    public async Task Of_OneRecordRefused_SumsUpTheOthersAndSaysSo()
    {
        var realm = $"realm-{Guid.NewGuid():N}";
        IdentityKey[] people = [.. Enumerable.Range(0, 3).Select(i => new IdentityKey(realm, $"person-{i}"))];
        await Task.WhenAll(people.Select(person => cluster.Enrol(person)));
        await cluster.Put(people[0], await cluster.Stored(people[1]));

        var fairness = await cluster.Certificates.Of(realm, Patience, Cancelled);
        Assert.Equal((3, 2), (fairness.Enrolled, fairness.Figures.Certified));
        Assert.Contains(fairness.Notes, note => note.StartsWith("1 people have no certificate that can be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_RealmWithFailures_CountsThem()
    {
        await cluster.Enrol(new IdentityKey(GrainCluster.StrictRealm, "refused"));
        var fairness = await cluster.Certificates.Of(GrainCluster.StrictRealm, Patience, Cancelled);
        Assert.Equal((0, 0), (fairness.Enrolled, fairness.Figures.Certified));
        Assert.InRange(fairness.Refusals[ProblemCode.FailureToEnrol], 1, int.MaxValue);
    }
}
