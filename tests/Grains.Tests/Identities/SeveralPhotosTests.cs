using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Identities;

public sealed class SeveralPhotosTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Every photo that a person is enrolled from is as good as certain to the network.</summary>
    [Theory]
    [InlineData("single-unit")]
    [InlineData("compact")]
    public async Task Enrol_TwoPhotos_KnowsBoth(string recipe)
    {
        var key = Key();
        var enrolled = await cluster.Enrol(key, Request(recipe, Faces.Person, Faces.SamePerson));
        Assert.Equal(EnrolmentState.Succeeded, enrolled.State);
        foreach (var photo in new[] { Faces.Person, Faces.SamePerson })
            Assert.True((await cluster.Identity(key).Verify(Faces.Read(photo), Cancelled)).IsMatch);
        Assert.False((await cluster.Identity(key).Verify(Faces.Read(Faces.Stranger), Cancelled)).IsMatch);
    }

    [Fact]
    public async Task Enrol_PhotosOfTwoPeople_IsRefusedByNameAndLeavesNothing()
    {
        var key = Key();
        var refused = await cluster.Enrol(key, Request("single-unit", Faces.Person, Faces.SamePerson, Faces.Stranger));
        Assert.Equal((EnrolmentState.Failed, ProblemCode.PhotosDisagree), (refused.State, refused.Failure!.Code));
        Assert.Null(await cluster.Identity(key).Describe(Cancelled));
        Assert.Contains(ProblemCode.PhotosDisagree, (await cluster.Roster.Refusals(key.Realm, Cancelled)).Keys);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(EnrolmentRequest.MostPhotos + 1)]
    public async Task Enrol_NoPhotoOrTooMany_IsInvalid(int photos)
    {
        var request = new EnrolmentRequest(Guid.NewGuid(), false, [.. Enumerable.Repeat(Faces.Read(Faces.Person), photos)], new EnrolmentOptions("single-unit"));
        var refused = await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(Key()).Start(request, Cancelled));
        Assert.Equal(ProblemCode.InvalidRequest, refused.Code);
    }

    private static EnrolmentRequest Request(string recipe, params string[] photos) => new(Guid.NewGuid(), false, [.. photos.Select(Faces.Read)], new EnrolmentOptions(recipe, null, 1e-2));

    private static IdentityKey Key() => new("several", Guid.NewGuid().ToString("N"));
}
