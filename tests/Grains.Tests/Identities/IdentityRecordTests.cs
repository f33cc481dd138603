using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Identities;
using Mote.Grains.Lockouts;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Tests.Identities;

/// <summary>What a stored identity tells whoever sees the record and may not open it, and what it keeps for whoever comes later.</summary>
public sealed class IdentityRecordTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    // What no program has written yet.
    private const ushort OfALaterVersion = 40_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("compact")]
    [InlineData("single-unit")]
    public async Task Record_WhateverHappenedToThePerson_IsAsLong(string recipe)
    {
        var realm = Guid.NewGuid().ToString("N")[..12];
        IdentityKey Key(string subject) => new(realm, subject);
        var (once, again, twoPhotos, locked, excluded) = (Key("person-1"), Key("person-2"), Key("person-3"), Key("person-4"), Key("person-5"));
        foreach (var key in new[] { once, again, locked })
            await cluster.Enrol(key, recipe: recipe);
        await cluster.Enrol(again, isReenrolment: true, recipe: recipe);
        await cluster.Enrol(again, isReenrolment: true, recipe: recipe);
        await cluster.Enrol(twoPhotos, new EnrolmentRequest(Guid.NewGuid(), false, [Faces.Read(Faces.Person), Faces.Read(Faces.SamePerson)], new EnrolmentOptions(recipe, null, null)));
        await cluster.Enrol(excluded, recipe: recipe, target: 0.1);
        await cluster.Identity(excluded).Exclude(new ExclusionRequest(Guid.NewGuid(), await cluster.WronglyAccepted(excluded), null), Cancelled);
        for (var i = 0; i < 10; i++)
            await cluster.Identity(locked).Verify(Faces.Read(Faces.Stranger), Cancelled);
        for (var attempt = 0; attempt < 30; attempt++)
        {
            AskingAnyRealm.AsBound("key", new string((char)('a' + attempt / 10), 128));
            await Record.ExceptionAsync(() => cluster.Identity(locked).Verify(Faces.Read(Faces.Stranger), Cancelled));
        }

        Assert.InRange((await cluster.Identity(locked).Describe(Cancelled))!.Locks.Length, 3, 4);

        var lengths = await Task.WhenAll(new[] { once, again, twoPhotos, locked, excluded }.Select(async key => (await cluster.Stored(key)).Record.Length));
        Assert.Single(lengths.Distinct());
    }

    /// <summary>There is room for as many doors as are kept.</summary>
    [Fact]
    public async Task Record_LockedAtAsManyDoorsAsAreKept_IsAsLongAndReadsBack()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var state = await Read(key);
        using var master = cluster.Keys.First();
        var name = IdentitySeal.Record(key);
        var free = IdentityRecord.Write(name, state with { Lockout = null }, master);
        var door = new DoorLockout(Entrance.Door("d"), new Lockout(1, 2, DateTimeOffset.UnixEpoch.AddYears(60)), 3);
        var lockout = new PersonLockout(
            new Lockout(4, 5, DateTimeOffset.UnixEpoch.AddYears(61)),
            [door with { Entrance = Entrance.Key(new string('é', 64)) }, .. Enumerable.Range(0, (PersonLockout.MostBytes - 150) / (door.Bytes + 1)).Select(i => door with { Entrance = Entrance.Door($"{i:00}") })]);
        Assert.InRange(lockout.Doors.Sum(kept => kept.Bytes), PersonLockout.MostBytes - door.Bytes - 1, PersonLockout.MostBytes);
        var written = IdentityRecord.Write(name, state with { Lockout = lockout }, master);
        Assert.Equal(free.Length, written.Length);
        Assert.Equal(lockout, IdentityRecord.Read(name, written, master).Lockout);
    }

    /// <summary>What the two sections of a lock are, byte by byte, and that a record without the second one reads as one of before there was any.</summary>
    [Fact]
    public async Task Record_SectionsOfALock_AreTheseBytes()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        using var master = cluster.Keys.First();
        var name = IdentitySeal.Record(key);
        var lockout = new PersonLockout(
            new Lockout(5, 1, new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero)),
            [new DoorLockout(Entrance.Door("north"), new Lockout(3, 2, null), 4), new DoorLockout(Entrance.Key("é"), new Lockout(0, 1, new DateTimeOffset(1, TimeSpan.Zero)), 0)]);
        var bytes = InnerSeal.Open(name, IdentityRecord.Write(name, await Read(key) with { Lockout = lockout }, master), master);
        var sections = SectionedContent.Read(bytes).ToDictionary(section => section.Id);
        Assert.Equal("050000000100000000A09674F649DE08", Convert.ToHexString(sections[2].Content.Span));
        Assert.Equal(
            "01" + "03000000" + "02000000" + "0000000000000000" + "04000000" + "05" + "6E6F727468" +
            "00" + "00000000" + "01000000" + "0100000000000000" + "00000000" + "02" + "C3A9",
            Convert.ToHexString(sections[8].Content.Span));
        Assert.Equal((1, 1), (sections[2].Version, sections[8].Version));

        var before = SectionedContent.Write([.. sections.Values.Where(section => section.Id != 8)], 0);
        Assert.Equal(new PersonLockout(lockout.Everywhere, []), IdentityRecord.Read(name, InnerSeal.Seal(name, before, master), master).Lockout);
    }

    /// <summary>Neither when somebody was written last nor how often is told by what lies in the clear.</summary>
    [Fact]
    public async Task Record_WrittenOneAfterAnother_HasRevisionsInNoOrder()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        List<long> revisions = [];
        for (var i = 0; i < 12; i++)
        {
            await cluster.Enrol(key, isReenrolment: true);
            revisions.Add(SealedRecord.Parse((await cluster.Stored(key)).Record).Revision);
        }

        Assert.NotEqual(revisions.Order(), revisions);
        Assert.NotEqual(revisions.OrderDescending(), revisions);
        Assert.True(revisions.Max() - revisions.Min() > TimeSpan.FromDays(365).Ticks);
    }

    /// <summary>A later version's section goes through this one's writes untouched, whatever is written.</summary>
    [Fact]
    public async Task Record_SectionOfALaterVersion_OutlivesEveryWrite()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        await Rewrite(key, state => state with { Others = [new Section(OfALaterVersion, 7, new byte[] { 1, 2, 3 })] });
        await cluster.Enrol(key, isReenrolment: true);
        for (var i = 0; i < 10; i++)
            await cluster.Identity(key).Verify(Faces.Read(Faces.Stranger), Cancelled);
        await cluster.Identity(key).Unlock(Cancelled);
        var rewritten = await Read(key);
        Assert.Equal(2, rewritten.Active.Version);
        var kept = Assert.Single(rewritten.Others);
        Assert.Equal((OfALaterVersion, 7), (kept.Id, kept.Version));
        Assert.Equal([1, 2, 3], kept.Content.ToArray());
    }

    /// <summary>Whoever has the record's own key and not the master key reads nothing of it, the balance least of all.</summary>
    [Fact]
    public async Task Record_OuterSealOpen_ShowsNothingWithoutTheMasterKey()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var (record, lines) = (SealedRecord.Parse((await cluster.Stored(key)).Record), await Shard(key).Lines(key.Subject, Cancelled));
        using var master = cluster.Keys.First();
        var content = record.Open(master, Manifest.LineOf(record, lines).WrappedKey);

        using var other = new MasterKey(1, new byte[MasterKey.Bytes]);
        Assert.Throws<ProtectionException>(() => IdentityRecord.Read(record.Name, content, other));
        // What is not encrypted is a magic, a version and lots: of the rest every value comes about as often.
        Assert.InRange(content.Skip(5).CountBy(value => value).Max(value => value.Value), 1, content.Length / 256 * 4);
        Assert.Equal(1, IdentityRecord.Read(record.Name, content, master).Active.Version);
    }

    [Fact]
    public async Task EnrolledAt_IsTheDay()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var described = (await cluster.Identity(key).Describe(Cancelled))!.EnrolledAt;
        Assert.Equal(described.UtcDateTime.Date, described.UtcDateTime);
        await cluster.Deactivate(key);
        Assert.Equal(described, (await cluster.Identity(key).Describe(Cancelled))!.EnrolledAt);
    }

    /// <summary>A section that this program knows, in a form that it does not, is refused and not passed over.</summary>
    [Fact]
    public async Task Read_KnownSectionOfALaterForm_IsUnreadable()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        using var master = cluster.Keys.First();
        var name = IdentitySeal.Record(key);
        var bytes = InnerSeal.Open(name, IdentityRecord.Write(name, await Read(key), master), master);
        var later = SectionedContent.Write([.. SectionedContent.Read(bytes).Select(section => section with { Version = 2 })], 0);
        var refusal = Assert.Throws<MoteException>(() => IdentityRecord.Read(name, InnerSeal.Seal(name, later, master), master));
        Assert.Equal(ProblemCode.StateUnreadable, refusal.Code);
    }

    private async Task<IdentityState> Read(IdentityKey key)
    {
        var record = SealedRecord.Parse((await cluster.Stored(key)).Record);
        using var master = cluster.Keys.First();
        var line = Manifest.LineOf(record, await Shard(key).Lines(key.Subject, Cancelled));
        return IdentityRecord.Read(record.Name, record.Open(master, line.WrappedKey), master);
    }

    /// <summary>Writes another state into the store and the manifest, as another version would.</summary>
    private async Task Rewrite(IdentityKey key, Func<IdentityState, IdentityState> change)
    {
        var before = SealedRecord.Parse((await cluster.Stored(key)).Record);
        using var master = cluster.Keys.First();
        var content = IdentityRecord.Write(before.Name, change(await Read(key)), master);
        var (record, line) = StateSeal.Seal(before.Name, before.Revision, content, master);
        await Shard(key).Intend(key.Subject, line, null, null, Cancelled);
        await cluster.Put(key, new SealedState { Record = record });
    }

    private IRosterGrain Shard(IdentityKey key) => cluster.Grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(key));

    private static IdentityKey NewKey() => new(Guid.NewGuid().ToString("N")[..12], "ada");
}
