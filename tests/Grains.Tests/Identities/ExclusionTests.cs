using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Tests;
using Certificate = Mote.Recognition.Certification.Certificate;

namespace Mote.Grains.Tests.Identities;

public sealed class ExclusionTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    // So loose that one stranger in ten is accepted: a wrongly accepted face is soon found.
    private const double Loose = 0.1;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("single-unit")]
    [InlineData("compact")]
    public async Task Exclude_Photo_IsRejectedFromThenOnAndThePersonIsNot(string recipe)
    {
        var key = NewKey();
        await cluster.Enrol(key, recipe: recipe, target: Loose);
        var wrong = await cluster.WronglyAccepted(key);
        var result = await Exclude(key, photo: wrong);

        Assert.True(result.Before.Margin >= 0 && result.Before.FalseMatchRate <= Loose);
        Assert.True(result.After.Margin < 0);
        Assert.InRange(result.After.SamplesAccepted, 0, result.After.Samples / 100);
        Assert.Equal(2, result.Identity.Version);
        var certificate = Certificate.Parse(result.Identity.Certificate.Span);
        Assert.InRange(certificate.Figures.Samples.Rate - certificate.Previous!.Samples.Rate, -0.05, 0.05);

        await cluster.Deactivate(key);
        Assert.False((await cluster.Identity(key).Verify(wrong, Cancelled)).IsMatch);
        Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.SamePerson), Cancelled)).IsMatch);
        Assert.Equal(2, (await cluster.Identity(key).Describe(Cancelled))!.Version);
        await Refused(ProblemCode.NothingToExclude, () => Exclude(key, photo: wrong));
    }

    [Fact]
    public async Task Exclude_OtherSubject_IsToldFromThisOne()
    {
        var key = NewKey();
        var other = new IdentityKey(key.Realm, "other");
        await cluster.Enrol(key, recipe: "compact", target: Loose);
        var wrong = await cluster.WronglyAccepted(key);
        var request = new EnrolmentRequest(Guid.NewGuid(), false, [wrong], new EnrolmentOptions("compact", null, Loose));
        await cluster.Identity(other).Start(request, Cancelled);
        await cluster.Identity(other).Await(request.Operation, TimeSpan.FromSeconds(60), Cancelled);

        var result = await Exclude(key, other: "other");
        Assert.True(result.After.Margin < 0);
        Assert.False((await cluster.Identity(key).Verify(wrong, Cancelled)).IsMatch);
        Assert.Equal(1, (await cluster.Identity(other).Describe(Cancelled))!.Version);
    }

    [Fact]
    public async Task Exclude_SameOperationAgain_TurnsTheNetworkOnce()
    {
        var key = NewKey();
        await cluster.Enrol(key, target: Loose);
        var request = new ExclusionRequest(Guid.NewGuid(), await cluster.WronglyAccepted(key), null);
        var first = await cluster.Identity(key).Exclude(request, Cancelled);
        Assert.Equal((first.Before, first.Identity.Version), await Again());

        await cluster.Deactivate(key);
        await Refused(ProblemCode.OperationUnknown, () => cluster.Identity(key).Exclude(request, Cancelled));
        Assert.Equal(2, (await cluster.Identity(key).Describe(Cancelled))!.Version);

        async Task<(SeenFace, int)> Again()
        {
            var again = await cluster.Identity(key).Exclude(request, Cancelled);
            return (again.Before, again.Identity.Version);
        }
    }

    [Fact]
    public async Task Exclude_ThePersonThemselves_IsTooCostly()
    {
        var key = NewKey();
        await cluster.Enrol(key, target: Loose);
        await Refused(ProblemCode.ExclusionTooCostly, () => Exclude(key, photo: Faces.Read(Faces.Person)));
        Assert.Equal(1, (await cluster.Identity(key).Describe(Cancelled))!.Version);
    }

    [Fact]
    public async Task Exclude_CostsMoreThanTheRealmAllows_ChangesNothingAndSaysByHowMuch()
    {
        var key = new IdentityKey(GrainCluster.UnyieldingRealm, $"somebody-{Guid.NewGuid():N}");
        await cluster.Enrol(key, target: 1e-3);
        var refusal = await Refused(ProblemCode.ExclusionTooCostly, () => Exclude(key, photo: Faces.Read(Faces.SamePerson)));
        Assert.True(refusal.Measured > refusal.Bound);
        Assert.Equal(1, (await cluster.Identity(key).Describe(Cancelled))!.Version);
    }

    [Fact]
    public async Task Exclude_WhatCannotBe_IsNamed()
    {
        var key = NewKey();
        await Refused(ProblemCode.NotEnrolled, () => Exclude(key, photo: Faces.Read(Faces.Stranger)));
        await cluster.Enrol(key);
        await Refused(ProblemCode.NothingToExclude, () => Exclude(key, photo: Faces.Read(Faces.Stranger)));
        await Refused(ProblemCode.PhotoUnreadable, () => Exclude(key, photo: [1, 2, 3]));
        await Refused(ProblemCode.InvalidRequest, () => Exclude(key, other: key.Subject));
        await Refused(ProblemCode.InvalidRequest, () => Exclude(key, other: "bad name"));
        await Refused(ProblemCode.InvalidRequest, () => Exclude(key));
        await Refused(ProblemCode.InvalidRequest, () => Exclude(key, Faces.Read(Faces.Stranger), "other"));
        await Refused(ProblemCode.NotEnrolled, () => Exclude(key, other: "nobody"));
        Assert.Equal(1, (await cluster.Identity(key).Describe(Cancelled))!.Version);
    }

    [Fact]
    public async Task Exclude_PublishedRecipe_HasNoDirection()
    {
        var key = NewKey();
        await cluster.Enrol(key, recipe: "paper", target: Loose);
        Assert.Contains("paper", (await Refused(ProblemCode.InvalidRequest, () => Exclude(key, photo: Faces.Read(Faces.Stranger)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exclude_StoreDown_TheOldModelTemplateGoesOnAnswering()
    {
        var key = NewKey();
        await cluster.Enrol(key, target: Loose);
        var wrong = await cluster.WronglyAccepted(key);
        cluster.Storage.Set("identity", Fault.Before);
        try
        {
            await Refused(ProblemCode.StorageUnavailable, () => Exclude(key, photo: wrong));
        }
        finally
        {
            cluster.Storage.Set("identity", Fault.None);
        }

        var answer = await cluster.Identity(key).Verify(wrong, Cancelled);
        Assert.Equal((true, 1), (answer.IsMatch, answer.TemplateVersion));
        Assert.Equal(2, (await Exclude(key, photo: wrong)).Identity.Version);
    }

    [Fact]
    public async Task Exclude_EachOtherAtOnce_BothAreAnswered()
    {
        var one = NewKey();
        var other = new IdentityKey(one.Realm, "other");
        await cluster.Enrol(one, target: Loose);
        var request = new EnrolmentRequest(Guid.NewGuid(), false, [await cluster.WronglyAccepted(one)], new EnrolmentOptions("single-unit", null, Loose));
        await cluster.Identity(other).Start(request, Cancelled);
        await cluster.Identity(other).Await(request.Operation, TimeSpan.FromSeconds(60), Cancelled);

        var (first, second) = (Exclude(one, other: other.Subject), Exclude(other, other: one.Subject));
        // Whoever comes second may find that there is nothing left to exclude; neither waits for the other.
        foreach (var exclusion in new[] { first, second })
        {
            try
            {
                Assert.True((await exclusion).After.Margin < 0);
            }
            catch (MoteException refusal)
            {
                Assert.Equal(ProblemCode.NothingToExclude, refusal.Code);
            }
        }
    }

    private static IdentityKey NewKey() => new($"realm-{Guid.NewGuid():N}", "somebody");

    private Task<ExclusionResult> Exclude(IdentityKey key, byte[]? photo = null, string? other = null) =>
        cluster.Identity(key).Exclude(new ExclusionRequest(Guid.NewGuid(), photo, other), Cancelled);

    private static async Task<MoteException> Refused(string code, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<MoteException>(act);
        Assert.Equal(code, refusal.Code);
        return refusal;
    }
}
