using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Identities;

public sealed class IdentityGrainTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrol_OnePhoto_VerifiesThePersonAndIsListed()
    {
        var key = NewKey();
        var status = await cluster.Enrol(key, recipe: "compact");

        Assert.Equal(EnrolmentState.Succeeded, status.State);
        Assert.Equal((1, "compact"), (status.Identity!.Version, status.Identity.Recipe));
        var match = await Verify(key, Faces.Person);
        Assert.True(match.IsMatch);
        Assert.InRange(match.FalseMatchRate!.Value, 0, match.TargetFalseMatchRate);
        var stranger = await Verify(key, Faces.Stranger);
        Assert.False(stranger.IsMatch);
        Assert.Null(stranger.FalseMatchRate);
        Assert.Equal([key.Subject], await Listed(key));
    }

    [Fact]
    public async Task Enrol_Twice_IsAlreadyEnrolled()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await Refused(ProblemCode.AlreadyEnrolled, () => cluster.Enrol(key));
    }

    [Fact]
    public async Task Enrol_SameOperationManyTimesAtOnce_EnrolsOnce()
    {
        var key = NewKey();
        var operation = Guid.NewGuid();
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => cluster.Enrol(key, operation: operation)));
        Assert.All(all, status => Assert.Equal(1, status.Identity!.Version));
        Assert.Equal(1, (await cluster.Enrol(key, operation: operation)).Identity!.Version);
        Assert.Single(await Listed(key));
    }

    [Fact]
    public async Task Enrol_AnotherOperationUnderWay_IsRefused()
    {
        var key = NewKey();
        var first = new EnrolmentRequest(Guid.NewGuid(), false, [Faces.Read(Faces.Person)], new EnrolmentOptions("paper"));
        await cluster.Identity(key).Start(first, Cancelled);
        await Refused(ProblemCode.EnrolmentUnderWay, () => cluster.Enrol(key));
        Assert.Equal(EnrolmentState.Succeeded, (await cluster.Identity(key).Await(first.Operation, TimeSpan.FromSeconds(60), Cancelled))!.State);
    }

    [Fact]
    public async Task Enrol_PhotoWithoutFace_FailsByNameAndLeavesNothing()
    {
        var key = NewKey();
        var request = new EnrolmentRequest(Guid.NewGuid(), false, ["no photo"u8.ToArray()], new EnrolmentOptions());
        await cluster.Identity(key).Start(request, Cancelled);
        var status = await cluster.Identity(key).Await(request.Operation, TimeSpan.FromSeconds(30), Cancelled);
        Assert.Equal((EnrolmentState.Failed, ProblemCode.PhotoUnreadable), (status!.State, status.Failure!.Code));
        Assert.Null(await cluster.Identity(key).Describe(Cancelled));
        Assert.Empty(await Listed(key));
    }

    [Theory]
    [InlineData("magic", null, null)]
    [InlineData(null, 1.5, null)]
    [InlineData(null, null, 0.0)]
    public async Task Enrol_BadOption_IsInvalid(string? recipe, double? balance, double? target)
    {
        var request = new EnrolmentRequest(Guid.NewGuid(), false, [Faces.Read(Faces.Person)], new EnrolmentOptions(recipe, balance, target));
        await Refused(ProblemCode.InvalidRequest, () => cluster.Identity(NewKey()).Start(request, Cancelled));
    }

    [Fact]
    public async Task Verify_NobodyEnrolled_IsRefusedByName()
    {
        var key = NewKey();
        await Refused(ProblemCode.NotEnrolled, () => Verify(key, Faces.Person));
        await Refused(ProblemCode.NotEnrolled, () => cluster.Enrol(key, isReenrolment: true));
        Assert.Null(await cluster.Identity(key).Await(Guid.NewGuid(), TimeSpan.Zero, Cancelled));
    }

    [Fact]
    public async Task Reenrol_WhileItTrains_TheOldModelTemplateAnswers()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var request = new EnrolmentRequest(Guid.NewGuid(), true, [Faces.Read(Faces.Person)], new EnrolmentOptions("paper"));
        await cluster.Identity(key).Start(request, Cancelled);
        Assert.Equal(1, (await Verify(key, Faces.Person)).TemplateVersion);

        var status = await cluster.Identity(key).Await(request.Operation, TimeSpan.FromSeconds(60), Cancelled);
        Assert.Equal((2, "paper"), (status!.Identity!.Version, status.Identity.Recipe));
        Assert.Equal(2, (await Verify(key, Faces.Person)).TemplateVersion);
    }

    [Fact]
    public async Task Enrol_StoreDown_LeavesNobodyAndCanBeSentAgain()
    {
        var key = NewKey();
        var operation = Guid.NewGuid();
        await With("identity", Fault.Before, async () =>
            Assert.Equal(ProblemCode.StorageUnavailable, (await cluster.Enrol(key, operation: operation)).Failure!.Code));
        Assert.Null(await cluster.Identity(key).Describe(Cancelled));
        Assert.Empty(await Listed(key));
        Assert.Equal(EnrolmentState.Succeeded, (await cluster.Enrol(key, operation: operation)).State);
    }

    [Fact]
    public async Task Enrol_StoresAnswerLost_IsFoundEnrolledAndNotEnrolledTwice()
    {
        var key = NewKey();
        var operation = Guid.NewGuid();
        await With("identity", Fault.After, async () =>
            Assert.Equal(ProblemCode.StorageUnavailable, (await cluster.Enrol(key, operation: operation)).Failure!.Code));
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
        Assert.Equal([key.Subject], await Listed(key));
        Assert.Equal(1, (await cluster.Enrol(key, operation: operation)).Identity!.Version);
    }

    [Fact]
    public async Task Reenrol_StoreDown_TheOldModelTemplateGoesOnAnswering()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await With("identity", Fault.Before, async () =>
        {
            Assert.Equal(EnrolmentState.Failed, (await cluster.Enrol(key, isReenrolment: true)).State);
            Assert.Equal(1, (await Verify(key, Faces.Person)).TemplateVersion);
        });
        Assert.Equal(1, (await Verify(key, Faces.Person)).TemplateVersion);
        Assert.Equal(2, (await cluster.Enrol(key, isReenrolment: true)).Identity!.Version);
    }

    [Fact]
    public async Task Reenrol_WhileTheStoreIsWriting_NothingIsAnsweredFromTheNewRecord()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await cluster.Deactivate(key);
        var (arrived, release) = cluster.Storage.Hold("identity");
        var request = new EnrolmentRequest(Guid.NewGuid(), true, [Faces.Read(Faces.Person)], new EnrolmentOptions("single-unit"));
        await cluster.Identity(key).Start(request, Cancelled);
        await arrived.WaitAsync(Cancelled);

        // This activation has not verified yet, so what it answers from is read now.
        Assert.Equal(1, (await Verify(key, Faces.Person)).TemplateVersion);
        Assert.Equal(1, (await cluster.Identity(key).Describe(Cancelled))!.Version);
        Assert.Equal(EnrolmentState.Running, (await cluster.Identity(key).Start(request, Cancelled)).State);

        release.SetResult();
        Assert.Equal(2, (await cluster.Identity(key).Await(request.Operation, TimeSpan.FromSeconds(60), Cancelled))!.Identity!.Version);
        Assert.Equal(2, (await Verify(key, Faces.Person)).TemplateVersion);
    }

    [Fact]
    public async Task Erase_WhileTheStoreIsClearing_ThePersonStillVerifies()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var (arrived, release) = cluster.Storage.Hold("identity");
        var erasure = cluster.Identity(key).Erase(Cancelled);
        await arrived.WaitAsync(Cancelled);
        Assert.True((await Verify(key, Faces.Person)).IsMatch);

        release.SetResult();
        Assert.True(await erasure);
        await Refused(ProblemCode.NotEnrolled, () => Verify(key, Faces.Person));
    }

    [Fact]
    public async Task Enrol_RosterDown_EnrolsNobodyWhoIsNotListed()
    {
        var key = NewKey();
        await With("manifest", Fault.Before, async () =>
            Assert.Equal(ProblemCode.StorageUnavailable, (await cluster.Enrol(key)).Failure!.Code));
        Assert.Null(await cluster.Identity(key).Describe(Cancelled));
        Assert.Empty(await Listed(key));
    }

    /// <summary>Its shard was on a silo that is gone, and cannot be read where it comes up again.</summary>
    [Fact]
    public async Task Reenrol_RosterUnreadable_SaysThatItIsTheStore()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await cluster.End(cluster.Shard(key));
        cluster.Storage.Unreadable = "manifest";
        try
        {
            Assert.Equal(ProblemCode.StorageUnavailable, (await cluster.Enrol(key, isReenrolment: true)).Failure!.Code);
            await Refused(ProblemCode.StorageUnavailable, () => cluster.Identity(key).Erase(Cancelled));
        }
        finally
        {
            cluster.Storage.Unreadable = null;
        }

        Assert.Equal(2, (await cluster.Enrol(key, isReenrolment: true)).Identity!.Version);
    }

    [Fact]
    public async Task Erase_Enrolled_LeavesNothing()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        Assert.True(await cluster.Identity(key).Erase(Cancelled));
        Assert.False(await cluster.Identity(key).Erase(Cancelled));
        Assert.Empty(await Listed(key));
        await Refused(ProblemCode.NotEnrolled, () => Verify(key, Faces.Person));
        Assert.Equal(1, (await cluster.Enrol(key)).Identity!.Version);
    }

    [Fact]
    public async Task Erase_StoreDown_KeepsThePersonListed()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await With("identity", Fault.Before, () => Refused(ProblemCode.StorageUnavailable, () => cluster.Identity(key).Erase(Cancelled)));
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
        Assert.Equal([key.Subject], await Listed(key));
    }

    [Fact]
    public async Task Erase_StoresAnswerLost_IsFoundErased()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await With("identity", Fault.After, () => Refused(ProblemCode.StorageUnavailable, () => cluster.Identity(key).Erase(Cancelled)));
        Assert.Empty(await Listed(key));
        await Refused(ProblemCode.NotEnrolled, () => Verify(key, Faces.Person));
    }

    [Fact]
    public async Task Erase_DuringAnEnrolment_StopsIt()
    {
        var key = NewKey();
        var request = new EnrolmentRequest(Guid.NewGuid(), false, [Faces.Read(Faces.Person)], new EnrolmentOptions("paper"));
        await cluster.Identity(key).Start(request, Cancelled);
        Assert.False(await cluster.Identity(key).Erase(Cancelled));
        Assert.Null(await cluster.Identity(key).Describe(Cancelled));
        Assert.Empty(await Listed(key));
    }

    /// <summary>Whoever waits for the end of an enrolment keeps nobody out.</summary>
    [Fact]
    public async Task Erase_WhileAnEnrolmentIsWaitedFor_StopsIt()
    {
        var key = NewKey();
        var request = new EnrolmentRequest(Guid.NewGuid(), false, [Faces.Read(Faces.Person)], new EnrolmentOptions("paper"));
        var waiting = cluster.Identity(key).Start(request, TimeSpan.FromMinutes(10), Cancelled);
        while (await cluster.Identity(key).Await(request.Operation, TimeSpan.Zero, Cancelled) is null)
            await Task.Yield();
        Assert.False(await cluster.Identity(key).Erase(Cancelled));
        var ended = await waiting;
        Assert.Equal((EnrolmentState.Failed, ProblemCode.OperationUnknown), (ended.State, ended.Failure!.Code));
        Assert.Empty(await Listed(key));
    }

    private static IdentityKey NewKey() => new($"realm-{Guid.NewGuid():N}", "somebody");

    private Task<VerificationResult> Verify(IdentityKey key, string photo) => cluster.Identity(key).Verify(Faces.Read(photo), Cancelled);

    private async Task<string[]> Listed(IdentityKey key)
    {
        var page = await cluster.Roster.List(key.Realm, null, 10, Cancelled);
        Assert.Equal(page.Subjects.Length, page.Count);
        return page.Subjects;
    }

    private async Task With(string stateName, Fault fault, Func<Task> act)
    {
        cluster.Storage.Set(stateName, fault);
        try
        {
            await act();
        }
        finally
        {
            cluster.Storage.Set(stateName, Fault.None);
        }
    }

    private static async Task Refused(string code, Func<Task> act) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<MoteException>(act)).Code);
}
