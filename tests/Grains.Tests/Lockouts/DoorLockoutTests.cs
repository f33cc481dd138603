using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Protocol;

namespace Mote.Grains.Tests.Lockouts;

/// <summary>A person is locked at the door that showed the wrong photos, and everywhere only where several did.</summary>
public sealed class DoorLockoutTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Most = 10;
    private const int MostEverywhere = 30;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Door_WrongPhotos_LeaveTheOthersOpen()
    {
        var key = await Enrolled();
        await NonMatches(key, "north", Most);
        var refused = await LockedOut(() => At(key, "north", Faces.Person));
        Assert.Equal((Entrance.Door("north"), true), (refused.Lock!.Entrance, refused.Message.Contains("at this door", StringComparison.Ordinal)));

        Assert.True((await At(key, "south", Faces.Person)).IsMatch);
        // A match at one door opens no other.
        await LockedOut(() => At(key, "north", Faces.Person));
        Assert.Equal([Entrance.Door("north")], (await Locks(key)).Select(closed => closed.Entrance));
        Assert.True((await As(key, "desk", null, Faces.Person)).IsMatch);
    }

    /// <summary>What a key that is bound to none says of doors is noted and not believed.</summary>
    [Fact]
    public async Task UnboundKey_WhateverDoorItNames_IsOneDoor()
    {
        var key = await Enrolled();
        for (var i = 0; i < Most; i++)
            Assert.False((await As(key, "desk", i == 0 ? null : $"door-{i}", Faces.Stranger)).IsMatch);
        foreach (var said in new[] { null, "door-1", "another" })
            Assert.Equal(Entrance.Key("desk"), (await LockedOut(() => As(key, "desk", said, Faces.Person))).Lock!.Entrance);
        // Nor does the name of another key, or of a door that is called like this one, stand for it.
        Assert.True((await As(key, "other", "desk", Faces.Person)).IsMatch);
        Assert.True((await At(key, "desk", Faces.Person)).IsMatch);
    }

    /// <summary>Two keys at one door are one door.</summary>
    [Fact]
    public async Task Door_SeveralKeys_CountTogether()
    {
        var key = await Enrolled();
        for (var i = 0; i < Most; i++)
            Assert.False((await Bound(key, $"key-{i % 2}", "north", Faces.Stranger)).IsMatch);
        await LockedOut(() => Bound(key, "key-2", "north", Faces.Person));
    }

    [Fact]
    public async Task Doors_TheWiderBound_LocksEverywhereAndTheTrailSaysSo()
    {
        var key = await Enrolled();
        foreach (var door in new[] { "a", "b", "c" })
            await NonMatches(key, door, Most - 1);
        await NonMatches(key, "d", 3);
        foreach (var door in new[] { "a", "d", "never" })
            Assert.Null((await LockedOut(() => At(key, door, Faces.Person))).Lock!.Entrance);
        Assert.Null(Assert.Single(await Locks(key)).Entrance);
        var locked = (await Trail(key)).First(entry => entry.Kind is AuditKind.LockedEverywhere or AuditKind.Locked);
        Assert.Equal((AuditKind.LockedEverywhere, "d"), (locked.Kind, locked.Door));

        await Reactivate(key);
        await LockedOut(() => At(key, "never", Faces.Person));
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await At(key, "never", Faces.Person)).IsMatch);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Verify_ManyAtOnceAtEachDoor_NoMoreAreAnsweredThanTheBounds(int doors)
    {
        var key = await Enrolled();
        await NonMatches(key, "door-0", 3);
        var answers = await Task.WhenAll(Enumerable.Range(0, doors * 3 * Most).Select(async i =>
        {
            var door = $"door-{i % doors}";
            try
            {
                Assert.False((await At(key, door, Faces.Stranger)).IsMatch);
                return (door, Code: "");
            }
            catch (MoteException refused)
            {
                return (door, refused.Code);
            }
        }));
        Assert.All(answers, answer => Assert.Contains(answer.Code, new[] { "", ProblemCode.LockedOut, ProblemCode.Overloaded }));
        var answered = answers.Where(answer => answer.Code is "").CountBy(answer => answer.door).ToDictionary();
        Assert.All(answered, door => Assert.InRange(door.Value, 1, door.Key is "door-0" ? Most - 3 : Most));
        Assert.InRange(answered.Values.Sum() + 3, 1, MostEverywhere);
        if (doors * Most < MostEverywhere)
            Assert.Equal(doors * Most, answered.Values.Sum() + 3);
    }

    [Fact]
    public async Task DoorLock_DeactivationReenrolmentAndRotation_KeepIt()
    {
        var key = await Enrolled();
        await NonMatches(key, "north", Most);
        Assert.Equal(2, (await cluster.Enrol(key, isReenrolment: true, isForced: true)).Identity!.Version);
        await cluster.Identity(key).Rekey(cluster.Keys.Add(), Cancelled);
        await Reactivate(key);
        await LockedOut(() => At(key, "north", Faces.Person));
        Assert.True((await At(key, "south", Faces.Person)).IsMatch);
    }

    [Fact]
    public async Task DoorCount_Deactivation_KeepsIt()
    {
        var key = await Enrolled();
        await NonMatches(key, "north", Most - 1);
        await NonMatches(key, "south", Most - 1);
        await Reactivate(key);
        await NonMatches(key, "north", 1);
        await LockedOut(() => At(key, "north", Faces.Person));
        Assert.False((await At(key, "south", Faces.Stranger)).IsMatch);
        await LockedOut(() => At(key, "south", Faces.Person));
    }

    [Fact]
    public async Task UnlockAt_OneDoor_LeavesTheOthersAndIsNoted()
    {
        var key = await Enrolled();
        await NonMatches(key, "north", Most);
        await NonMatches(key, "south", Most);
        Assert.False(await cluster.Identity(key).UnlockAt(Entrance.Door("east"), Cancelled));
        Assert.False(await cluster.Identity(key).UnlockAt(Entrance.Key("north"), Cancelled));
        Assert.True(await cluster.Identity(key).UnlockAt(Entrance.Door("north"), Cancelled));
        var unlocked = (await Trail(key))[0];
        Assert.Equal((AuditKind.Unlocked, "north"), (unlocked.Kind, unlocked.Door));
        await Reactivate(key);
        await LockedOut(() => At(key, "south", Faces.Person));
        Assert.True((await At(key, "north", Faces.Person)).IsMatch);

        Assert.True(await cluster.Identity(key).Unlock(Cancelled));
        await Reactivate(key);
        Assert.True((await At(key, "south", Faces.Person)).IsMatch);
    }

    /// <summary>Four maps a match, at however many doors.</summary>
    [Fact]
    public async Task Explain_NonMatchesAtSeveralDoors_AreAsManyAsAtOne()
    {
        var key = await Enrolled();
        for (var map = 0; map < 4; map++)
            Assert.False((await Explain(key, $"door-{map}")).Decision.IsMatch);
        Assert.Null((await LockedOut(() => At(key, "another", Faces.Person))).Lock!.Entrance);
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(ProblemCode.ExplanationWithheld, (await Assert.ThrowsAsync<MoteException>(() => Explain(key, "another"))).Code);
    }

    private async Task<IdentityKey> Enrolled()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await cluster.Enrol(key);
        return key;
    }

    private async Task NonMatches(IdentityKey key, string door, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.False((await At(key, door, Faces.Stranger)).IsMatch);
    }

    private async Task Reactivate(IdentityKey key)
    {
        await cluster.Deactivate(key);
        await cluster.Identity(key).Describe(Cancelled);
    }

    private async Task<ClosedLock[]> Locks(IdentityKey key) => (await cluster.Identity(key).Describe(Cancelled))!.Locks;

    private async Task<AuditEntry[]> Trail(IdentityKey key) => [.. (await cluster.Trail.Read(key.Realm, new AuditQuery(key.Subject, null, null, null), null, 1000, Cancelled)).Entries];

    private Task<VerificationResult> At(IdentityKey key, string door, string photo) => Bound(key, $"key of {door}", door, photo);

    private async Task<VerificationResult> Bound(IdentityKey key, string caller, string door, string photo)
    {
        AskingAnyRealm.AsBound(caller, door);
        return await cluster.Identity(key).Verify(Faces.Read(photo), Cancelled);
    }

    private async Task<VerificationResult> As(IdentityKey key, string caller, string? said, string photo)
    {
        AskingAnyRealm.As(caller, said);
        return await cluster.Identity(key).Verify(Faces.Read(photo), Cancelled);
    }

    private async Task<ExplanationResult> Explain(IdentityKey key, string door)
    {
        AskingAnyRealm.AsBound(door, door);
        return await cluster.Identity(key).Explain(Faces.Read(Faces.Stranger), Cancelled);
    }

    private static async Task<MoteException> LockedOut(Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<MoteException>(act);
        Assert.Equal(ProblemCode.LockedOut, refused.Code);
        return refused;
    }
}
