using System.Text.Json;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Identities;

/// <summary>Nobody becomes somebody else by a re-enrolment, unless an operator says so and the trail with him.</summary>
public sealed class ReenrolmentTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Most = 10;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("single-unit")]
    [InlineData("compact")]
    [InlineData("paper")]
    public async Task Reenrol_SomebodyElsesPhoto_IsRefusedAndTheOwnerGoesOnMatching(string recipe)
    {
        var key = NewKey();
        await cluster.Enrol(key, recipe: recipe);
        await NotRecognised(key, Faces.Stranger);
        Assert.Equal((true, 1), await Matches(key, Faces.Person));
        Assert.Equal((false, 1), await Matches(key, Faces.Stranger));
        Assert.Equal((AuditKind.FailedToEnrol, AuditOutcome.Refused, ProblemCode.NotRecognised, key.Subject), (await Trail(key)).Select(entry => (entry.Kind, entry.Outcome, entry.Code, entry.Subject)).ElementAt(2));

        Assert.Equal(2, (await cluster.Enrol(key, isReenrolment: true)).Identity!.Version);
        Assert.Equal(AuditKind.Reenrolled, (await Trail(key))[0].Kind);
    }

    [Fact]
    public async Task Reenrol_Forced_IsDoneAndTheTrailSaysSo()
    {
        var key = NewKey();
        AskingAnyRealm.As("chief");
        await cluster.Enrol(key);
        Assert.Equal(2, (await cluster.Enrol(key, Faces.Stranger, isReenrolment: true, isForced: true)).Identity!.Version);
        Assert.Equal((true, 2), await Matches(key, Faces.Stranger));
        Assert.Equal((false, 2), await Matches(key, Faces.Person));
        var entry = (await Trail(key)).Single(entry => entry.Kind == AuditKind.ReenrolledByForce);
        Assert.Equal((AuditOutcome.Done, key.Subject, "chief", 2), (entry.Outcome, entry.Subject, entry.Caller, entry.TemplateVersion));
        Assert.Equal("\"re_enrolled_by_force\"", JsonSerializer.Serialize(entry.Kind));
        Assert.True((await cluster.Trail.Check(key.Realm, [], Cancelled)).IsWhole);
    }

    /// <summary>One photo of somebody else among the person's own is no way in either, where the photos agree well enough.</summary>
    [Fact]
    public async Task Reenrol_SeveralPhotos_MustAllBeThePersons()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var mixed = await cluster.Enrol(key, Request(Faces.Person, Faces.SamePerson, Faces.Stranger));
        Assert.Contains(mixed.Failure!.Code, new[] { ProblemCode.PhotosDisagree, ProblemCode.NotRecognised });
        Assert.Equal(2, (await cluster.Enrol(key, Request(Faces.Person, Faces.SamePerson))).Identity!.Version);
    }

    /// <summary>A re-enrolment is no other way to ask: what is refused counts, and whoever is locked is not asked.</summary>
    [Fact]
    public async Task Reenrol_RefusedInARow_LocksThePersonAndThenAsksNothing()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        for (var i = 0; i < Most - 1; i++)
            await NotRecognised(key, Faces.Stranger);
        await cluster.Identity(key).Verify(Faces.Read(Faces.Stranger), Cancelled);

        foreach (var photo in new[] { Faces.Stranger, Faces.Person })
        {
            var refused = (await cluster.Enrol(key, photo, isReenrolment: true)).Failure!;
            Assert.Equal(ProblemCode.LockedOut, refused.Code);
            Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        }

        var trail = await Trail(key);
        Assert.Equal((AuditKind.FailedToEnrol, ProblemCode.LockedOut), (trail[0].Kind, trail[0].Code));
        Assert.Single(trail, entry => entry.Kind == AuditKind.Locked);

        // An operator forces it, or lifts the lock.
        Assert.Equal(2, (await cluster.Enrol(key, isReenrolment: true, isForced: true)).Identity!.Version);
        Assert.True(await cluster.Identity(key).Unlock(Cancelled));
        Assert.Equal(3, (await cluster.Enrol(key, isReenrolment: true)).Identity!.Version);
    }

    [Fact]
    public async Task Reenrol_TheLastNonMatch_ClosesTheLockItself()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        for (var i = 0; i < Most; i++)
            await NotRecognised(key, Faces.Stranger);
        Assert.NotNull((await cluster.Identity(key).Describe(Cancelled))!.LockedUntil);
        Assert.Equal([AuditKind.Locked, AuditKind.FailedToEnrol], (await Trail(key)).Take(2).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task Reenrol_Accepted_StartsTheCountAnewAndARefusedPhotoDoesNotCount()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < Most - 1; i++)
                await NotRecognised(key, Faces.Stranger);
            Assert.Equal(ProblemCode.PhotoUnreadable, (await cluster.Enrol(key, Request() with { Photos = [[1, 2, 3]] })).Failure!.Code);
            Assert.Equal(EnrolmentState.Succeeded, (await cluster.Enrol(key, isReenrolment: true)).State);
        }
    }

    /// <summary>Somebody enrolled more loosely than the realm's own rate is not replaced as loosely.</summary>
    [Fact]
    public async Task Reenrol_LooselyEnrolled_IsJudgedAtTheRealmsRate()
    {
        const double Loose = 0.1;
        var key = NewKey();
        await cluster.Enrol(key, target: Loose);
        var wrong = await cluster.WronglyAccepted(key);
        Assert.Equal(ProblemCode.NotRecognised, (await cluster.Enrol(key, Request() with { Photos = [wrong] })).Failure!.Code);
        Assert.True((await cluster.Identity(key).Verify(wrong, Cancelled)).IsMatch);
        Assert.Equal(2, (await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true)).Identity!.Version);
    }

    [Fact]
    public async Task Enrol_RateAboveTheRealmsCeiling_IsRefusedWithTheBound()
    {
        var key = new IdentityKey(GrainCluster.CautiousRealm, $"somebody-{Guid.NewGuid():N}");
        foreach (var target in new[] { 0.1, 0.0021 })
            await AboveCeiling(() => cluster.Enrol(key, target: target), target);
        Assert.Equal(1e-3, (await cluster.Enrol(key)).Identity!.TargetFalseMatchRate);
        await AboveCeiling(() => cluster.Enrol(key, isReenrolment: true, target: 0.1), 0.1);
        await AboveCeiling(() => cluster.Enrol(key, isReenrolment: true, isForced: true, target: 0.1), 0.1);
        Assert.Equal(2e-3, (await cluster.Enrol(key, isReenrolment: true, target: 2e-3)).Identity!.TargetFalseMatchRate);
        Assert.Equal(5e-4, (await cluster.Enrol(key, isReenrolment: true, target: 5e-4)).Identity!.TargetFalseMatchRate);

        static async Task AboveCeiling(Func<Task> act, double asked)
        {
            var refused = await Assert.ThrowsAsync<MoteException>(act);
            Assert.Equal((ProblemCode.RateAboveCeiling, asked, 2e-3), (refused.Code, refused.Measured, refused.Bound));
            Assert.Contains("0.002", refused.Message, StringComparison.Ordinal);
        }
    }

    private static IdentityKey NewKey() => new($"realm-{Guid.NewGuid():N}", "somebody");

    private static EnrolmentRequest Request(params string[] photos) => new(Guid.NewGuid(), true, [.. photos.Select(Faces.Read)], new EnrolmentOptions("single-unit"));

    private async Task NotRecognised(IdentityKey key, string photo)
    {
        var refused = (await cluster.Enrol(key, photo, isReenrolment: true)).Failure!;
        // Not how far off it was.
        Assert.Equal((ProblemCode.NotRecognised, null, null), (refused.Code, refused.Measured, refused.Bound));
        Assert.Contains("'force'", refused.Message, StringComparison.Ordinal);
    }

    private async Task<(bool, int)> Matches(IdentityKey key, string photo)
    {
        var answer = await cluster.Identity(key).Verify(Faces.Read(photo), Cancelled);
        return (answer.IsMatch, answer.TemplateVersion);
    }

    /// <summary>What the trail says of the person, the newest first.</summary>
    private async Task<AuditEntry[]> Trail(IdentityKey key) => [.. (await cluster.Trail.Read(key.Realm, new AuditQuery(key.Subject, null, null, null), null, 1000, Cancelled)).Entries];
}
