using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Grains.Tests.Fairness;

/// <summary>The cohort of these tests moves the scores of its first group up by one unit and those of the second down.</summary>
public sealed class GroupPolicyTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    // Photos of one person so unlike that no rate is as low as the cohort can state.
    private const int Person = 509;

    // What eight bits in other coordinates make of a rate: far less than a unit, which is worth a factor of two or three.
    private const double Drift = 0.05;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrol_GroupGivenInARealmWithAPolicy_MovesWhatAScoreIsWorth()
    {
        var (first, none, second) = (await Rate(GrainCluster.BalancedRealm, DemoCohort.FirstGroup), await Rate(GrainCluster.BalancedRealm, null), await Rate(GrainCluster.BalancedRealm, DemoCohort.SecondGroup));
        Assert.True(first < 0.7 * none && none < 0.7 * second, $"{first} {none} {second}");
        foreach (var group in new[] { DemoCohort.SecondGroup, null })
            Assert.InRange(Math.Log10(await Rate("default", group) / none), -Drift, Drift);
    }

    /// <summary>The group is stored nowhere, and yet a new master key finds the person where the policy put her.</summary>
    [Fact]
    public async Task Rekey_KeepsWhatThePolicyMoved()
    {
        var key = Key(GrainCluster.BalancedRealm);
        var before = await Rate(key, DemoCohort.SecondGroup);
        Assert.True(await cluster.Identity(key).Rekey((await cluster.Keys.VersionsAsync(key.Realm, Cancelled))[^1], Cancelled));
        var after = (await cluster.Identity(key).Verify(DemoPeople.Photo(Person, 1), Cancelled)).FalseMatchRate!.Value;
        Assert.InRange(Math.Log10(after / before), -Drift, Drift);
    }

    [Fact]
    public async Task Enrol_GroupThatTheCohortDoesNotHave_IsInvalidAndNamesThem()
    {
        var request = new EnrolmentRequest(Guid.NewGuid(), false, [Faces.Read(Faces.Person)], new EnrolmentOptions("single-unit", Group: "X"));
        var refused = await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(Key("default")).Start(request, Cancelled));
        Assert.Equal((ProblemCode.InvalidRequest, true), (refused.Code, refused.Message.Contains($"{DemoCohort.FirstGroup}, {DemoCohort.SecondGroup}", StringComparison.Ordinal)));
    }

    private Task<double> Rate(string realm, string? group) => Rate(Key(realm), group);

    /// <summary>The rate at which another photo of the person would just be accepted.</summary>
    private async Task<double> Rate(IdentityKey key, string? group)
    {
        var status = await cluster.Enrol(key, new EnrolmentRequest(Guid.NewGuid(), false, [DemoPeople.Photo(Person, 0)], new EnrolmentOptions("single-unit", null, 5e-2, group)));
        Assert.Equal(EnrolmentState.Succeeded, status.State);
        return (await cluster.Identity(key).Verify(DemoPeople.Photo(Person, 1), Cancelled)).FalseMatchRate!.Value;
    }

    private static IdentityKey Key(string realm) => new(realm, Guid.NewGuid().ToString("N"));
}
