using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Identities;
using Mote.Grains.Identities.FirstForm;
using Mote.Grains.Operations;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Grains.Tests.Identities;

/// <summary>An operation is its content: one id never stands for two things, however late it comes again.</summary>
public sealed class OperationTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrol_OtherContentUnderAnIdThatWasDone_IsRefusedAndNothingIsTrained()
    {
        var key = NewKey();
        var first = Request();
        await cluster.Enrol(key, first);

        await Reused();
        await cluster.Deactivate(key);
        await Reused();
        await cluster.Identity(key).Rekey(cluster.Keys.Add(), Cancelled);
        await cluster.Deactivate(key);
        await Reused();
        Assert.Equal(1, (await cluster.Identity(key).Describe(Cancelled))!.Version);
        Assert.Equal(1, (await cluster.Enrol(key, first)).Identity!.Version);

        async Task Reused()
        {
            await Refused(() => cluster.Enrol(key, first with { IsReenrolment = true, IsForced = true, Photos = [Faces.Read(Faces.Stranger)] }));
            await Refused(() => cluster.Enrol(key, first with { IsReenrolment = true }));
            await Refused(() => cluster.Enrol(key, first with { Photos = [Faces.Read(Faces.SamePerson)] }));
            await Refused(() => cluster.Enrol(key, first with { Options = first.Options with { Group = DemoCohort.FirstGroup } }));
            await Refused(() => cluster.Identity(key).Exclude(new ExclusionRequest(first.Operation, Faces.Read(Faces.Stranger), null), Cancelled));
        }
    }

    [Fact]
    public async Task Enrol_OtherContentUnderAnIdThatIsUnderWay_IsRefused()
    {
        var key = NewKey();
        var (arrived, release) = cluster.Storage.Hold("identity");
        var request = Request();
        await cluster.Identity(key).Start(request, Cancelled);
        await arrived.WaitAsync(Cancelled);
        await Refused(() => cluster.Identity(key).Start(request with { Photos = [Faces.Read(Faces.Stranger)] }, Cancelled));
        Assert.Equal(EnrolmentState.Running, (await cluster.Identity(key).Start(request, Cancelled)).State);
        release.SetResult();
        Assert.Equal(EnrolmentState.Succeeded, (await cluster.Enrol(key, request)).State);
        Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch);
    }

    [Fact]
    public async Task Enrol_OtherContentUnderAnIdThatFailed_IsRefusedAndTheSameIsTriedAgain()
    {
        var key = NewKey();
        var failing = Request() with { Photos = [[1, 2, 3]] };
        Assert.Equal(ProblemCode.PhotoUnreadable, (await cluster.Enrol(key, failing)).Failure!.Code);
        await Refused(() => cluster.Enrol(key, failing with { Photos = [Faces.Read(Faces.Person)] }));
        Assert.Equal(ProblemCode.PhotoUnreadable, (await cluster.Enrol(key, failing)).Failure!.Code);
    }

    [Fact]
    public async Task Exclude_OtherContentUnderItsId_IsRefused()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var failing = new ExclusionRequest(Guid.NewGuid(), Faces.Read(Faces.Stranger), null);
        Assert.Equal(ProblemCode.NothingToExclude, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).Exclude(failing, Cancelled))).Code);
        await Refused(() => cluster.Identity(key).Exclude(failing with { Photo = null, Other = "other" }, Cancelled));
        await Refused(() => cluster.Enrol(key, new EnrolmentRequest(failing.Operation, true, [Faces.Read(Faces.Person)], new EnrolmentOptions("single-unit"))));
    }

    [Fact]
    public async Task Enrol_LateRepetitionOfAnOlderOperation_IsAnsweredAndNotTrainedAgain()
    {
        var key = NewKey();
        var first = Request();
        await cluster.Enrol(key, first);
        var later = Enumerable.Range(0, DoneOperations.Most - 1).Select(_ => first with { Operation = Guid.NewGuid(), IsReenrolment = true }).ToArray();
        foreach (var request in later)
            await cluster.Enrol(key, request);
        await cluster.Deactivate(key);

        foreach (var request in later.Prepend(first))
        {
            var answer = await cluster.Enrol(key, request);
            Assert.Equal((EnrolmentState.Succeeded, DoneOperations.Most), (answer.State, answer.Identity!.Version));
            Assert.Equal(EnrolmentState.Succeeded, (await cluster.Identity(key).Await(request.Operation, TimeSpan.Zero, Cancelled))!.State);
        }

        await Refused(() => cluster.Enrol(key, later[0] with { Photos = [Faces.Read(Faces.SamePerson)] }));
    }

    /// <summary>A record of before holds the id of its operation alone.</summary>
    [Fact]
    public async Task Enrol_RecordWithoutDigests_AnswersItsOperationWhateverTheContent()
    {
        var before = Guid.NewGuid();
        var record = new FirstIdentityState { Operation = before }.Done();
        var log = new OperationLog(() => record);
        Assert.True(log.IsDone(before));
        await log.Identify(before, key => OperationDigest.Of(key, Request()));
        await log.Identify(before, key => OperationDigest.Of(key, Request() with { IsReenrolment = true }));

        // The next one is known by its content from the start, and the one of before stays known.
        var next = await log.Identify(Guid.NewGuid(), key => OperationDigest.Of(key, Request()));
        log.Begin(next);
        await Refused(() => log.Identify(next.Id, key => OperationDigest.Of(key, Request() with { IsForced = true })));
        record = log.After(next);
        Assert.Equal(next.Digest, (await log.Identify(next.Id, key => OperationDigest.Of(key, Request()))).Digest);
        Assert.Equal([before, next.Id], record.Last.Select(operation => operation.Id));
        await log.Identify(before, key => OperationDigest.Of(key, Request()));
    }

    /// <summary>A tombstone knows the operations that enrolled the erased, and nothing of what they asked.</summary>
    [Fact]
    public async Task Enrol_OperationOfSomebodyErasedSince_ComesTooLate()
    {
        var key = NewKey();
        var request = Request();
        await cluster.Enrol(key, request);
        await cluster.Identity(key).Erase(Cancelled);
        Assert.Null(await cluster.Identity(key).Await(request.Operation, TimeSpan.Zero, Cancelled));
        Assert.Equal(ProblemCode.OperationReused, (await cluster.Enrol(key, request)).Failure!.Code);
        await cluster.Deactivate(key);
        await GrainCluster.Deactivate(cluster.Shard(key));
        Assert.Equal(ProblemCode.OperationReused, (await cluster.Enrol(key, request with { Photos = [Faces.Read(Faces.SamePerson)] })).Failure!.Code);
        Assert.Null(await cluster.Identity(key).Describe(Cancelled));
        Assert.Equal(0, await cluster.Roster.Count(key.Realm, Cancelled));
        Assert.Equal(EnrolmentState.Succeeded, (await cluster.Enrol(key, request with { Operation = Guid.NewGuid() })).State);
    }

    private static IdentityKey NewKey() => new($"realm-{Guid.NewGuid():N}", "somebody");

    private static EnrolmentRequest Request() => new(Guid.NewGuid(), false, [Faces.Read(Faces.Person)], new EnrolmentOptions("single-unit"));

    private static async Task Refused(Func<Task> act) =>
        Assert.Equal(ProblemCode.OperationReused, (await Assert.ThrowsAsync<MoteException>(act)).Code);
}
