using Microsoft.Extensions.Options;
using Mote.Grains.Audit;
using Mote.Grains.Certification;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Contracts.Reenrolments;
using Mote.Grains.Reenrolments;
using Mote.Grains.Stored;
using Mote.Protocol;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using ReenrolmentJob = Mote.Grains.Reenrolments.ReenrolmentJob;

namespace Mote.Grains.Tests.Reenrolments;

/// <summary>Many people are asked for at once: nobody twice, nobody left out, whatever stops in between.</summary>
public sealed class ReenrolmentJobTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_Names_NotesEachOnceAndPassesOverWhoIsNotEnrolled()
    {
        var people = await Enrol(4);
        await cluster.Identity(people[3]).Erase(Cancelled);
        await cluster.Identity(people[1]).WishReenrolment(ReenrolmentCause.Age, Cancelled);
        AskingAnyRealm.As("chief", "office");
        var named = Named([.. people.Select(person => person.Subject), "nobody", people[0].Subject]);
        var status = await Run(people[0].Realm, named);
        Assert.Equal((ReenrolmentJobState.Complete, 5, 5, 2, 1, 2, 0), Counts(status));
        Assert.Equal([ReenrolmentCause.Asked, ReenrolmentCause.Age, ReenrolmentCause.Asked], await Causes(people[..3]));

        Assert.Equal((ReenrolmentJobState.Complete, 5, 5, 0, 3, 2, 0), Counts(await Run(people[0].Realm, named)));
        Assert.All(await Requests(people[0]), entry => Assert.Equal((AuditOutcome.Done, "chief", "office"), (entry.Outcome, entry.Caller, entry.Door)));
        Assert.Single(await Requests(people[0]));
        // What it was asked goes with its end, the names with it.
        Assert.False((await Found(people[0].Realm, ReenrolmentJobGrain.JobState)).RecordExists);
    }

    [Fact]
    public async Task Start_MissesBounds_HoldsStoredCertificatesToTheBoundsOfToday()
    {
        var people = await Enrol(3);
        var realm = people[0].Realm;
        var request = new ReenrolmentJobRequest(null, true, null);
        Assert.Equal((ReenrolmentJobState.Complete, 3, 3, 0, 0, 0, 0), Counts(await Run(realm, request)));
        cluster.Service<IOptions<CertificateOptions>>().Value.Realms[realm] = new RealmBounds { MostFalseMatchRate = 1e-6 };
        Assert.Equal((ReenrolmentJobState.Complete, 3, 3, 3, 0, 0, 0), Counts(await Run(realm, request)));
        Assert.All(await Causes(people), cause => Assert.Equal(ReenrolmentCause.MissesBounds, cause));
    }

    [Fact]
    public async Task Start_EnrolledBefore_AsksForThoseOfEarlierDays()
    {
        var people = await Enrol(2);
        var today = DateOnly.FromDateTime(cluster.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(0, (await Run(people[0].Realm, new ReenrolmentJobRequest(null, false, today))).Noted);
        Assert.Equal(2, (await Run(people[0].Realm, new ReenrolmentJobRequest(null, false, today.AddDays(1)))).Noted);
        Assert.All(await Causes(people), cause => Assert.Equal(ReenrolmentCause.Age, cause));
    }

    [Fact]
    public async Task Start_RecordThatDoesNotOpen_IsNamedAndTheOthersAreDone()
    {
        var people = await Enrol(3);
        var record = await cluster.Stored(people[1]);
        record.Record[^1] ^= 1;
        await cluster.Put(people[1], record);
        var status = await Run(people[0].Realm, Named(people.Select(person => person.Subject)));
        Assert.Equal((ReenrolmentJobState.Complete, 3, 3, 2, 0, 0, 1), Counts(status));
        Assert.Equal([people[1].Subject], status.RefusedSubjects);
    }

    [Theory]
    [InlineData("identity", Fault.Before)]
    [InlineData("identity", Fault.After)]
    [InlineData(ReenrolmentJobGrain.ProgressState, Fault.Before)]
    [InlineData(ReenrolmentJobGrain.ProgressState, Fault.After)]
    public async Task Run_StoreFailsInBetween_GoesOnWhenItIsAskedAgainAndNotesNobodyTwice(string state, Fault fault)
    {
        var people = await Enrol(3);
        var realm = people[0].Realm;
        var named = Named(people.Select(person => person.Subject));
        var (arrived, release) = cluster.Storage.Hold("identity");
        await Job(realm).Start(named, Cancelled);
        await arrived.WaitAsync(Patience, Cancelled);
        Assert.Equal(ProblemCode.JobUnderWay, (await Assert.ThrowsAsync<MoteException>(() => Job(realm).Start(Named(["other"]), Cancelled))).Code);
        var changes = cluster.Storage.Changes(state);
        cluster.Storage.Set(state, fault);
        try
        {
            release.SetResult();
            await Until(async () => cluster.Storage.Changes(state) > changes || await Job(realm).Status(TimeSpan.Zero, Cancelled) is { State: not ReenrolmentJobState.Running });
        }
        finally
        {
            cluster.Storage.Set(state, Fault.None);
        }

        // What was begun while the store still failed may stop once more.
        ReenrolmentJobStatus ended = null!;
        await Until(async () => (ended = await Run(realm, named)).State == ReenrolmentJobState.Complete);
        Assert.Equal((3, 0), (ended.Noted + ended.NotedBefore, ended.Refused));
        Assert.All(await Causes(people), cause => Assert.Equal(ReenrolmentCause.Asked, cause));
        // A change whose answer is lost has no entry, whoever asks for it.
        foreach (var person in people)
            Assert.InRange((await Requests(person)).Length, (state, fault) == ("identity", Fault.After) ? 0 : 1, 1);
    }

    /// <summary>What was not complete goes on as soon as anybody asks, in a silo that has forgotten it.</summary>
    [Fact]
    public async Task Status_AfterARestart_GoesOnWhereItStood()
    {
        var people = await Enrol(3);
        var realm = people[0].Realm;
        var (arrived, release) = cluster.Storage.Hold("identity");
        await Job(realm).Start(Named([.. Enumerable.Range(0, 150).Select(i => $"a-{i:D3}"), .. people.Select(person => person.Subject)]), Cancelled);
        await arrived.WaitAsync(Patience, Cancelled);
        // The first hundred names are behind it, as the store knows.
        Assert.Equal(100, ReenrolmentJobContent.ReadProgress(await Opened(realm, ReenrolmentJobGrain.ProgressState)).Done);
        await Forget(realm);
        release.SetResult();

        var ended = await Ended(realm);
        Assert.Equal((ReenrolmentJobState.Complete, 153, 153, 150, 0), (ended.State, ended.Total, ended.Done, ended.NotEnrolled, ended.Refused));
        Assert.Equal(3, ended.Noted + ended.NotedBefore);
        foreach (var person in people)
            Assert.Single(await Requests(person));
    }

    [Fact]
    public async Task Rotation_BringsTheJobsRecordsAlong()
    {
        var people = await Enrol(1);
        var realm = people[0].Realm;
        await Run(realm, Named([people[0].Subject]));
        var old = (await cluster.OwnUses(realm)).Single(use => use.Records > 0);
        var version = cluster.Keys.Add();
        var rotation = cluster.Grains.GetGrain<IKeyRotationGrain>(realm);
        await rotation.Start(Cancelled);
        Assert.Equal(KeyRotationState.Complete, (await rotation.Status(Patience, Cancelled))!.State);
        var uses = await cluster.OwnUses(realm);
        Assert.Equal(0, uses.Single(use => use.Version == old.Version).Records);
        // The trail's batches are sealed together on the way.
        Assert.InRange(uses.Single(use => use.Version == version).Records, 1, old.Records);
        await Forget(realm);
        Assert.Equal((ReenrolmentJobState.Complete, 1), await Ended(realm) is var ended ? (ended.State, ended.Noted) : default);
    }

    [Fact]
    public async Task Start_NoSingleChoice_IsRefused()
    {
        var job = Job($"realm-{Guid.NewGuid():N}");
        Assert.Null(await job.Status(TimeSpan.Zero, Cancelled));
        foreach (var wrong in new ReenrolmentJobRequest[] { new(null, false, null), new(["a"], true, null), new(null, true, new DateOnly(2026, 1, 1)), new([], false, null), new(["a b"], false, null) })
            Assert.Equal(ProblemCode.InvalidRequest, (await Assert.ThrowsAsync<MoteException>(() => job.Start(wrong, Cancelled))).Code);
        Assert.Null(await job.Status(TimeSpan.Zero, Cancelled));
    }

    [Fact]
    public void Content_IsReadAsItWasWritten()
    {
        var job = new ReenrolmentJob(Guid.NewGuid(), ReenrolmentCause.Asked, ["ada", "bob"], null, new Caller("north gate", "", ScopeSet.None));
        var read = ReenrolmentJobContent.ReadJob(ReenrolmentJobContent.Write(job));
        Assert.Equal((job.Id, job.Cause, job.EnrolledBefore, job.Caller), (read.Id, read.Cause, read.EnrolledBefore, read.Caller));
        Assert.Equal(job.Subjects, read.Subjects);
        var aged = new ReenrolmentJob(Guid.NewGuid(), ReenrolmentCause.Age, [], new DateOnly(2026, 1, 31), new Caller("", "", ScopeSet.None) { Door = "door" });
        var readAged = ReenrolmentJobContent.ReadJob(ReenrolmentJobContent.Write(aged));
        Assert.Equal(aged with { Subjects = readAged.Subjects }, readAged);
        Assert.Empty(readAged.Subjects);
        Assert.Equal(ReenrolmentJobContent.Write(job).Length, ReenrolmentJobContent.Write(aged).Length);
        var progress = new ReenrolmentProgress(job.Id) { After = "ada", Total = 9, Done = 5, Noted = 1, NotedBefore = 2, NotEnrolled = 3, Refused = 4 };
        Assert.Equal(progress, ReenrolmentJobContent.ReadProgress(ReenrolmentJobContent.Write(progress)));
        Assert.Equal(512, ReenrolmentJobContent.Write(progress).Length);
    }

    private static ReenrolmentJobRequest Named(IEnumerable<string> subjects) => new([.. subjects], false, null);

    private static (ReenrolmentJobState, int, int, int, int, int, int) Counts(ReenrolmentJobStatus status) =>
        (status.State, status.Total, status.Done, status.Noted, status.NotedBefore, status.NotEnrolled, status.Refused);

    private IReenrolmentJobGrain Job(string realm) => cluster.Grains.GetGrain<IReenrolmentJobGrain>(realm);

    private async Task Forget(string realm) => await Job(realm).Cast<IGrainManagementExtension>().DeactivateOnIdle();

    private async Task<ReenrolmentJobStatus> Run(string realm, ReenrolmentJobRequest request)
    {
        await Job(realm).Start(request, Cancelled);
        return await Ended(realm);
    }

    private async Task<ReenrolmentJobStatus> Ended(string realm)
    {
        ReenrolmentJobStatus? status = null;
        await Until(async () => (status = await Job(realm).Status(Patience, Cancelled)) is { State: not ReenrolmentJobState.Running });
        return status!;
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(Patience);
        while (!await condition())
            await Task.Delay(10, deadline.Token);
    }

    private async Task<IdentityKey[]> Enrol(int count)
    {
        var realm = $"realm-{Guid.NewGuid():N}";
        var people = Enumerable.Range(0, count).Select(i => new IdentityKey(realm, $"person-{i}")).ToArray();
        await Task.WhenAll(people.Select(key => cluster.Enrol(key)));
        return people;
    }

    private async Task<ReenrolmentCause?[]> Causes(IdentityKey[] people) =>
        [.. (await Task.WhenAll(people.Select(key => cluster.Identity(key).Describe(Cancelled)))).Select(identity => identity!.ReenrolmentCause)];

    private async Task<AuditEntry[]> Requests(IdentityKey key) =>
        [.. (await cluster.Trail.Read(key.Realm, new AuditQuery(key.Subject, AuditKind.ReenrolmentRequested, null, null), null, 1000, Cancelled)).Entries];

    private async Task<GrainState<SealedState>> Found(string realm, string state)
    {
        var found = new GrainState<SealedState>(new SealedState());
        await cluster.Storage.ReadStateAsync(state, Job(realm).GetGrainId(), found);
        return found;
    }

    private async Task<byte[]> Opened(string realm, string state)
    {
        var stored = (await Found(realm, state)).State!;
        return (await cluster.Service<StateSeal>().Open(
            new(realm, "re-enrolments", state), stored, _ => Task.FromResult(stored.WrappedKey), (_, content, _) => content, Cancelled)).State;
    }
}
