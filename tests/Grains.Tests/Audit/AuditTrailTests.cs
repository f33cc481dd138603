using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;
using Orleans;
using Orleans.Core.Internal;

namespace Mote.Grains.Tests.Audit;

public sealed partial class AuditTrailTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const string WriterName = "silo";

    private static readonly AuditQuery Everything = new(null, null, null, null);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trail_OneLife_HoldsEveryDecisionAndChangeAndNoScoreOfANonMatch()
    {
        var key = NewKey();
        AskingAnyRealm.As("reception", "north");
        await Assert.ThrowsAsync<MoteException>(() => Verify(key, Faces.Person));
        await cluster.Enrol(key);
        var match = await Verify(key, Faces.Person);
        var stranger = await Verify(key, Faces.Stranger);
        await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).Verify([1, 2, 3], Cancelled));
        AskingAnyRealm.As("operator");
        await cluster.Enrol(key, isReenrolment: true);
        await cluster.Identity(key).Unlock(Cancelled);
        var named = await Read(key.Realm);
        await cluster.Identity(key).Erase(Cancelled);

        var entries = await Read(key.Realm);
        Assert.Equal(
            [
                (AuditKind.Verified, AuditOutcome.Refused, ProblemCode.NotEnrolled),
                (AuditKind.Enrolled, AuditOutcome.Done, null),
                (AuditKind.Verified, AuditOutcome.Match, null),
                (AuditKind.Verified, AuditOutcome.NonMatch, null),
                (AuditKind.Verified, AuditOutcome.Refused, ProblemCode.PhotoUnreadable),
                (AuditKind.Reenrolled, AuditOutcome.Done, null),
                (AuditKind.Unlocked, AuditOutcome.Done, null),
                (AuditKind.AuditRead, AuditOutcome.Done, null),
                (AuditKind.Erased, AuditOutcome.Done, (string?)null),
            ],
            entries.Select(entry => (entry.Kind, entry.Outcome, entry.Code)).Reverse());
        Assert.Equal(Enumerable.Range(1, entries.Length).Select(i => (long)i), entries.Select(entry => entry.Sequence).Reverse());
        var decided = entries.Where(entry => entry.Kind == AuditKind.Verified && entry.DecisionId is not null).Reverse().ToArray();
        Assert.Equal([match.DecisionId, stranger.DecisionId], decided.Select(entry => entry.DecisionId!.Value));
        Assert.Equal([match.FalseMatchRate, null], decided.Select(entry => entry.FalseMatchRate));
        Assert.All(decided, entry => Assert.Equal(("reception", "north", 1), (entry.Caller, entry.Door, entry.TemplateVersion)));
        Assert.Equal(("operator", null, 2), (entries.Single(entry => entry.Kind == AuditKind.Reenrolled).Caller, entries.Single(entry => entry.Kind == AuditKind.Reenrolled).Door, entries.Single(entry => entry.Kind == AuditKind.Reenrolled).TemplateVersion));

        // Who was not enrolled is not named; who was erased is no more, and the chain is as it was.
        Assert.All(named.Where(entry => entry.Kind is not AuditKind.AuditRead && entry.Code != ProblemCode.NotEnrolled), entry => Assert.Equal(key.Subject, entry.Subject));
        Assert.Null(named[^1].Person);
        Assert.All(entries, entry => Assert.Null(entry.Subject));
        Assert.Single(entries.Select(entry => entry.Person).OfType<Guid>().Distinct());
        await Whole(key.Realm, entries.Length);
    }

    [Fact]
    public async Task Read_FiltersAndPages_GiveWhatIsAskedFor()
    {
        var key = NewKey();
        var other = new IdentityKey(key.Realm, "other");
        AskingAnyRealm.As("doors", "south");
        await cluster.Enrol(key);
        await cluster.Enrol(other, Faces.Stranger);
        for (var i = 0; i < 3; i++)
            await Verify(key, Faces.Person);
        AskingAnyRealm.As("doors");
        await Verify(other, Faces.Person);

        Assert.Equal(4, (await Read(key.Realm, Everything with { Subject = key.Subject })).Length);
        Assert.Equal(2, (await Read(key.Realm, Everything with { Kind = AuditKind.Enrolled })).Length);
        Assert.Equal(["other"], (await Read(key.Realm, Everything with { Outcome = AuditOutcome.NonMatch })).Select(entry => entry.Subject));
        Assert.Equal(5, (await Read(key.Realm, Everything with { Door = "south" })).Length);
        Assert.Empty(await Read(key.Realm, Everything with { Subject = "nobody" }));
        Assert.Empty(await Read($"{key.Realm}-other", Everything with { Outcome = AuditOutcome.Match }));

        var page = await cluster.Trail.Read(key.Realm, Everything, null, 2, Cancelled);
        Assert.Equal([7L, 6L], page.Entries.Select(entry => entry.Sequence));
        Assert.Equal(6, page.Next);
        Assert.Equal([7L, 6L, 5L, 4L, 3L, 2L, 1L], (await Read(key.Realm, limit: 2)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Append_ManyAtOnce_AreChainedOnceEachOverSegments()
    {
        var realm = NewRealm();
        await Append(realm, 2 * AuditSegment.Capacity + 10);
        var entries = await Read(realm, Everything with { Kind = AuditKind.Enrolled });
        Assert.Equal(2 * AuditSegment.Capacity + 10, entries.Select(entry => entry.DecisionId).Distinct().Count());
        await Whole(realm, entries.Length + 1);
        await Deactivate(realm);
        await Append(realm, 5);
        await Whole(realm, entries.Length + 6);
    }

    [Fact]
    public async Task Append_WhileTheStoreIsWriting_GoesInTheNextWriteTogether()
    {
        var realm = NewRealm();
        await Append(realm, 1);
        var (arrived, release) = cluster.Storage.Hold(AuditStore.BatchState);
        var first = Append(realm, 1);
        await arrived.WaitAsync(Cancelled);
        var rest = Append(realm, 100);
        // Asked after them, so answered after all of them are in the queue.
        await Writer(realm).KeyUse(Cancelled);
        var before = cluster.Storage.Changes(AuditStore.BatchState);
        release.SetResult();
        await Task.WhenAll(first, rest);
        Assert.Equal(before + 1, cluster.Storage.Changes(AuditStore.BatchState));
        Assert.Equal(0, cluster.Storage.Changes(AuditStore.SegmentState, realm));
        // The realm's head knows the writer, and nothing of its entries.
        Assert.Equal(1, cluster.Storage.Changes(AuditStore.HeadState, realm));
    }

    [Theory]
    [InlineData(AuditStore.BatchState, Fault.Before)]
    [InlineData(AuditStore.BatchState, Fault.After)]
    public async Task Verify_TrailNotWritten_GoesOnAndEveryDecisionIsThereOnceItIs(string stateName, Fault fault)
    {
        var key = NewKey();
        await cluster.Enrol(key);
        List<Guid> decisions = [(await Verify(key, Faces.Person)).DecisionId];
        await Whole(key.Realm, 2);
        await With(stateName, fault, async () =>
        {
            for (var i = 0; i < 5; i++)
                decisions.Add((await Verify(key, Faces.Person)).DecisionId);
            // Somebody who is enrolled meanwhile is enrolled, and noted later.
            await cluster.Enrol(new(key.Realm, "other"), Faces.Stranger);
        });

        await Until(async () => (await Read(key.Realm, Everything with { Kind = AuditKind.Enrolled })).Length == 2);
        var entries = await Read(key.Realm, Everything with { Kind = AuditKind.Verified });
        Assert.Equal(decisions, entries.Select(entry => entry.DecisionId!.Value).Reverse());
        Assert.True((await Check(key.Realm)).IsWhole);
    }

    [Fact]
    public async Task Append_QueueFull_DecisionsAreRefusedUntilTheStoreTakesIt()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        // What fills a segment goes there at once.
        await With(AuditStore.SegmentState, Fault.Before, () => With(AuditStore.BatchState, Fault.Before, async () =>
        {
            for (var i = 0; i < GrainCluster.MostWaiting; i++)
                await Trail(key.Realm).Append(Decision, Cancelled);
            Assert.Equal(ProblemCode.AuditUnavailable, (await Assert.ThrowsAsync<MoteException>(() => Verify(key, Faces.Person))).Code);
        }));
        await Until(async () => (await Check(key.Realm)).Last == GrainCluster.MostWaiting + 1);
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
        await Whole(key.Realm, GrainCluster.MostWaiting + 2);
    }

    [Fact]
    public async Task Deactivate_EntriesWaiting_AreWrittenFirst()
    {
        var realm = NewRealm();
        for (var i = 0; i < 20; i++)
            await Trail(realm).Append(Decision, Cancelled);
        await Deactivate(realm);
        await Whole(realm, 20);
    }

    [Fact]
    public async Task Lock_Closed_IsNoted()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        for (var i = 0; i < 10; i++)
            await Verify(key, Faces.Stranger);
        await Assert.ThrowsAsync<MoteException>(() => Verify(key, Faces.Person));
        var entries = await Read(key.Realm);
        Assert.Equal([AuditKind.AuditRead, AuditKind.Verified, AuditKind.Locked], entries.Take(3).Select(entry => entry.Kind));
        Assert.Equal((AuditOutcome.Refused, ProblemCode.LockedOut), (entries[1].Outcome, entries[1].Code));
    }

    private static string NewRealm() => $"realm-{Guid.NewGuid():N}";

    private static IdentityKey NewKey() => new(NewRealm(), "somebody");

    private IAuditGrain Trail(string realm) => cluster.Grains.GetGrain<IAuditGrain>(new AuditWriterKey(realm, WriterName).ToString());

    private IAuditWriterGrain Writer(string realm) => cluster.Grains.GetGrain<IAuditWriterGrain>(new AuditWriterKey(realm, WriterName).ToString());

    private static AuditEvent Decision => new(TrailKind.Verified, TrailOutcome.NonMatch, "tests", null) { DecisionId = Guid.NewGuid() };

    private Task Append(string realm, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Trail(realm).Append(Decision with { Kind = TrailKind.Enrolled }, Cancelled)));

    // So many in each of several batches, as far as a segment has room.
    private async Task<string> Filled(params int[] batches)
    {
        var realm = NewRealm();
        foreach (var count in batches)
            await Append(realm, count);
        return realm;
    }

    private async Task<AuditEntry[]> Read(string realm, AuditQuery? query = null, int limit = 1000)
    {
        List<AuditEntry> entries = [];
        AuditPosition? after = null;
        do
        {
            var page = await cluster.Trail.Read(realm, query ?? Everything, after, limit, Cancelled);
            entries.AddRange(page.Entries);
            after = page.Next is { } next ? AuditPosition.Behind(next) : null;
        }
        while (after is not null);
        return [.. entries];
    }

    private async Task Whole(string realm, long? last)
    {
        var check = await Check(realm);
        Assert.True(check.IsWhole, check.Reason);
        if (last is not null)
            Assert.Equal(last, check.Last);
    }

    private Task<VerificationResult> Verify(IdentityKey key, string photo) => cluster.Identity(key).Verify(Faces.Read(photo), Cancelled);

    private async Task Deactivate(string realm)
    {
        foreach (var grain in new IAddressable[] { Trail(realm), cluster.Grains.GetGrain<IAuditRealmGrain>(realm) })
            await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await Trail(realm).Tail(Cancelled);
    }

    private async Task<GrainState<SealedState>> Found<T>(StoredState<T> record)
        where T : class
    {
        var found = new GrainState<SealedState>(new SealedState());
        await cluster.Storage.Real.ReadStateAsync(record.Name.State, AuditStore.PlaceOf(record.Name), found, Cancelled);
        return found;
    }

    private static StoredState<AuditSegment> Segment(string realm, long number) => new ChainPlaces(realm, null).Segment(number);

    private static StoredState<AuditBatch> Slot(string realm, int number, int set = 0) => new ChainPlaces(realm, null).Slot(set, number);

    private Task<AuditCheck> Check(string realm) => cluster.Trail.Check(realm, [], Cancelled);

    private async Task<SealedState> Stored<T>(StoredState<T> place)
        where T : class => (await Found(place)).State!;

    private async Task Put<T>(StoredState<T> place, SealedState record)
        where T : class
    {
        var found = await Found(place);
        found.State = record;
        await cluster.Storage.Real.WriteStateAsync(place.Name.State, AuditStore.PlaceOf(place.Name), found, Cancelled);
    }

    private async Task Drop<T>(StoredState<T> record)
        where T : class =>
        await cluster.Storage.Real.ClearStateAsync(record.Name.State, AuditStore.PlaceOf(record.Name), await Found(record), Cancelled);

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

    private static async Task Until(Func<Task<bool>> isSo)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await isSo())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
