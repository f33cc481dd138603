using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Roster;
using Mote.Protocol;
using Orleans.Core.Internal;

namespace Mote.Grains.Tests.Keys;

public sealed class KeyRotationTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_NewKey_EverybodyAnswersThroughoutAndTheOldKeyCanBeDestroyed()
    {
        var people = await Enrol(6);
        var old = (await cluster.OwnUses(people[0].Realm)).Single(use => use.Records > 0);
        Assert.True(old.IsCurrent);
        var before = await Task.WhenAll(people.Select(Verify));
        var version = cluster.Keys.Add();
        await Rotation(people).Start(Cancelled);

        KeyRotationStatus status;
        do
        {
            Assert.All(await Task.WhenAll(people.Select(Verify)), answer => Assert.True(answer.IsMatch));
            status = (await Rotation(people).Status(TimeSpan.Zero, Cancelled))!;
        }
        while (status.State == KeyRotationState.Running);
        Assert.Equal((version, KeyRotationState.Complete, people.Length), (status.MasterKeyVersion, status.State, status.Done));
        Assert.Empty(status.Refused);

        var uses = await cluster.OwnUses(people[0].Realm);
        Assert.Equal(0, uses.Single(use => use.Version == old.Version).Records);
        // Batches of the trail are sealed together by it, and those of meanwhile came on top: everybody, their shards and the trail at least.
        Assert.InRange(uses.Single(use => use.IsCurrent).Records, people.Length + 3, int.MaxValue);

        cluster.Keys.Destroy(old.Version);
        await cluster.ReadKeysAnew(people[0].Realm);
        await Forget(people);
        var after = await Task.WhenAll(people.Select(Verify));
        // Quantised again, so rates move in the last digits and decisions do not.
        Assert.All(before.Zip(after), pair => Assert.Equal((pair.First.IsMatch, pair.First.TemplateVersion), (pair.Second.IsMatch, pair.Second.TemplateVersion)));
        Assert.All(before.Zip(after), pair => Assert.InRange(pair.Second.FalseMatchRate!.Value, 0, pair.First.TargetFalseMatchRate));
        Assert.Equal(people.Length, await cluster.Roster.Count(people[0].Realm, Cancelled));
        Assert.Equal(2, (await cluster.Enrol(people[0], isReenrolment: true)).Identity!.Version);
    }

    [Fact]
    public async Task Start_StoreFailsInBetween_EverybodyAnswersAndItGoesOnWhereItStood()
    {
        var people = await Enrol(5);
        var version = cluster.Keys.Add();
        await cluster.Identity(people[0]).Rekey(version, Cancelled);
        cluster.Storage.Set("identity", Fault.Before);
        Assert.Equal(KeyRotationState.Incomplete, (await Rotate(people)).State);
        await Forget(people);
        Assert.All(await Task.WhenAll(people.Select(Verify)), answer => Assert.True(answer.IsMatch));

        cluster.Storage.Set("identity", Fault.None);
        var status = await Rotate(people);
        Assert.Equal((KeyRotationState.Complete, 4), (status.State, status.Done));
    }

    [Fact]
    public async Task Start_RecordThatDoesNotOpen_IsNamedAndTheOthersAreDone()
    {
        var people = await Enrol(3);
        var record = await cluster.Stored(people[1]);
        record.Record[^1] ^= 1;
        await cluster.Put(people[1], record);
        cluster.Keys.Add();
        var status = await Rotate(people);
        Assert.Equal((KeyRotationState.Incomplete, 2), (status.State, status.Done));
        Assert.Equal([people[1].Subject], status.Refused);
    }

    /// <summary>An enrolment that trains while keys change ends under one of them, and the rotation waits for it.</summary>
    [Fact]
    public async Task Start_EnrolmentUnderWay_IsWaitedFor()
    {
        var people = await Enrol(1);
        var request = new EnrolmentRequest(Guid.NewGuid(), true, [Faces.Read(Faces.Person)], new EnrolmentOptions("paper")) { IsForced = true };
        await cluster.Identity(people[0]).Start(request, Cancelled);
        cluster.Keys.Add();
        Assert.Equal(KeyRotationState.Complete, (await Rotate(people)).State);
        Assert.Equal(2, (await Verify(people[0])).TemplateVersion);
        Assert.DoesNotContain(await cluster.OwnUses(people[0].Realm), use => use.Records > 0 && !use.IsCurrent);
    }

    /// <summary>A rotation leaves the pack to whoever may write its file, and its key is needed as long.</summary>
    [Fact]
    public async Task Uses_CohortPack_IsCountedUntilItIsSealedUnderTheCurrentKey()
    {
        var people = await Enrol(1);
        var version = cluster.Keys.Add();
        Assert.Equal(KeyRotationState.Complete, (await Rotate(people)).State);
        var before = (await Rotation(people).Uses(Cancelled)).Single(use => use.IsOfCohort);
        Assert.Equal((false, 1), (before.IsCurrent, before.Records));

        await cluster.SealCohort();
        var after = await Rotation(people).Uses(Cancelled);
        Assert.Equal(version, after.Single(use => use.IsOfCohort).Version);
        Assert.All(after.Where(use => !use.IsCurrent), use => Assert.Equal(0, use.Records));
    }

    private async Task<IdentityKey[]> Enrol(int count)
    {
        var realm = $"realm-{Guid.NewGuid():N}";
        var people = Enumerable.Range(0, count).Select(i => new IdentityKey(realm, $"person-{i}")).ToArray();
        await Task.WhenAll(people.Select(key => cluster.Enrol(key)));
        return people;
    }

    private async Task<KeyRotationStatus> Rotate(IdentityKey[] people)
    {
        var status = await Rotation(people).Start(Cancelled);
        while (status.State == KeyRotationState.Running)
            status = (await Rotation(people).Status(TimeSpan.FromSeconds(10), Cancelled))!;
        return status;
    }

    private IKeyRotationGrain Rotation(IdentityKey[] people) => cluster.Grains.GetGrain<IKeyRotationGrain>(people[0].Realm);

    private async Task Forget(IdentityKey[] people)
    {
        await Task.WhenAll(people.Select(cluster.Deactivate));
        foreach (var shard in Enumerable.Range(0, RosterShard.Count))
            await cluster.Grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(people[0].Realm, shard)).Cast<IGrainManagementExtension>().DeactivateOnIdle();
    }

    private Task<VerificationResult> Verify(IdentityKey key) => cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled);
}
