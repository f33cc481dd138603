using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Roster;
using Mote.Protocol;
using Orleans;
using Orleans.Core.Internal;

namespace Mote.Grains.Tests.Roster;

/// <summary>A process ends before or after each single write of a change: whoever asks next gets what was before, or what is after, and nothing of both; and the trail says which, once.</summary>
public abstract class StoppedChangeTests(GrainCluster cluster, ITestOutputHelper output)
{
    // Far more than any change makes.
    private const int MostWrites = 20;
    private const int MostNonMatches = 10;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public Task Enrol_StoppedAtEachWrite_IsAsBeforeOrAsAfter() => Stop(isEnrolled: false, key => cluster.Enrol(key));

    [Fact]
    public Task Reenrol_StoppedAtEachWrite_IsAsBeforeOrAsAfter() => Stop(isEnrolled: true, key => cluster.Enrol(key, isReenrolment: true));

    [Fact]
    public async Task Exclude_StoppedAtEachWrite_IsAsBeforeOrAsAfter()
    {
        // Untrained, so that whoever is accepted once is accepted each time.
        var loose = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await Loose(loose);
        var wrong = await cluster.WronglyAccepted(loose);
        await Stop(isEnrolled: false, key => cluster.Identity(key).Exclude(new ExclusionRequest(Guid.NewGuid(), wrong, null), Cancelled), Loose);

        Task Loose(IdentityKey key) => cluster.Enrol(key, target: 0.1);
    }

    [Fact]
    public Task Erase_StoppedAtEachWrite_IsAsBeforeOrAsAfter() => Stop(isEnrolled: true, key => cluster.Identity(key).Erase(Cancelled));

    [Fact]
    public Task Lock_StoppedAtEachWrite_IsAsBeforeOrAsAfter() => Stop(isEnrolled: true, NonMatch, async key =>
    {
        for (var i = 1; i < MostNonMatches; i++)
            await NonMatch(key);
    });

    [Fact]
    public Task EnrolAfterAnErasure_StoppedAtEachWrite_IsAsBeforeOrAsAfter() => Stop(isEnrolled: true, key => cluster.Enrol(key), key => cluster.Identity(key).Erase(Cancelled));

    private protected async Task Stop(bool isEnrolled, Func<IdentityKey, Task> change, Func<IdentityKey, Task>? first = null)
    {
        var before = await Answers(await Prepared());
        var unstopped = await Prepared();
        await change(unstopped);
        var after = await Answers(unstopped);
        Assert.NotEqual(before, after);

        var (writes, asBefore, asAfter) = (0, 0, 0);
        foreach (var fault in new[] { Fault.Before, Fault.After })
        {
            var isThrough = false;
            for (var number = 1; !isThrough; number++)
            {
                Assert.InRange(number, 1, MostWrites);
                var key = await Prepared();
                cluster.Storage.Die(key.Realm, number, fault);
                try
                {
                    await change(key);
                }
                catch (Exception failure) when (failure is MoteException or IOException)
                {
                    // Whoever asked for the change hears that it may not have come about.
                }

                // What the ended process had in its memory goes with it; it writes nothing more.
                await cluster.Lose(key);
                await Forget(key);
                isThrough = !cluster.Storage.IsDead;
                cluster.Storage.Live();
                await Forget(key);

                await RequireWhole(key, $"{fault} write {number}");
                var found = await Answers(key);
                Assert.True(found == before || found == after, $"{fault} write {number}: {found} is neither {before} nor {after}");
                (writes, asBefore, asAfter) = (Math.Max(writes, number - 1), asBefore + (found == before ? 1 : 0), asAfter + (found == after ? 1 : 0));

                // It can be changed again, whatever was left.
                var status = await cluster.Enrol(key, isReenrolment: found.Version is not null, isForced: found.Version is not null);
                Assert.Equal((EnrolmentState.Succeeded, (found.Version ?? 0) + 1), (status.State, status.Identity?.Version));
                Assert.True(await cluster.Identity(key).Erase(Cancelled));
                await RequireWhole(key, $"{fault} write {number}, erased");
                Assert.Empty(await cluster.Shard(key).Lines(key.Subject, Cancelled));
                await Forget(key);
                Assert.Null((await cluster.Manifest.Row(key)).Value?.Line);
                Assert.DoesNotContain((await cluster.Manifest.Head(StoredManifest.ShardOf(key)))!.Pending, pending => pending.Next.Line is not null);
            }
        }

        output.WriteLine($"{writes} writes; as before {asBefore} times, as after {asAfter} times");
        Assert.True(asBefore > 0 && asAfter > 0);

        async Task<IdentityKey> Prepared()
        {
            var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
            if (isEnrolled)
                await cluster.Enrol(key);
            if (first is not null)
                await first(key);
            // Nothing of the preparation is still being written.
            await Forget(key);
            await cluster.Identity(key).Describe(Cancelled);
            return key;
        }
    }

    /// <summary>Lays a shard out as it was when all of it was one record.</summary>
    private protected async Task MakeFormer(IdentityKey key)
    {
        var lines = await cluster.Shard(key).Lines(key.Subject, Cancelled);
        await Forget(key);
        using var master = await cluster.Keys.FindAsync(key.Realm, 1, Cancelled);
        await cluster.Manifest.MakeFormer(key, lines, master!);
        await GrainCluster.Deactivate(cluster.Shard(key));
        await cluster.Shard(key).Refusals(Cancelled);
    }

    private Task NonMatch(IdentityKey key) => cluster.Identity(key).Verify(Faces.Read(Faces.Stranger), Cancelled);

    private async Task<Answer> Answers(IdentityKey key)
    {
        var trail = await cluster.Grains.GetGrain<IAuditWriterGrain>(new AuditWriterKey(key.Realm, "silo").ToString()).Written(Cancelled);
        var changes = string.Join(", ", trail?.Open.Where(entry => entry.Event.Manifest is not null).Select(entry => entry.Event.Kind) ?? []);
        var description = await cluster.Identity(key).Describe(Cancelled);
        var page = await cluster.Roster.List(key.Realm, null, 10, Cancelled);
        Assert.Equal(page.Subjects.Length, page.Count);
        bool? isMatch = null;
        try
        {
            isMatch = (await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch;
        }
        catch (MoteException refusal) when (refusal.Code is ProblemCode.NotEnrolled or ProblemCode.LockedOut)
        {
            // Nobody, or nobody now.
        }

        return new Answer(description?.Version, description?.LockedUntil is not null, page.Subjects.Contains(key.Subject), isMatch, changes);
    }

    private async Task RequireWhole(IdentityKey key, string when)
    {
        var check = await cluster.Shard(key).Check(Cancelled);
        Assert.True(check.IsWhole, $"{when}: {check.Reason}");
    }

    /// <summary>Ends the activations; each new one has begun when this returns, so that the old ones have ended.</summary>
    private async Task Forget(IdentityKey key)
    {
        var trail = cluster.Grains.GetGrain<IAuditGrain>(new AuditWriterKey(key.Realm, "silo").ToString());
        await cluster.Deactivate(key);
        await cluster.Identity(key).Presence(Cancelled);
        await GrainCluster.Deactivate(cluster.Shard(key));
        await cluster.Shard(key).Refusals(Cancelled);
        await trail.Cast<IGrainManagementExtension>().DeactivateOnIdle();
        await trail.Tail(Cancelled);
    }

    private sealed record Answer(int? Version, bool IsLocked, bool IsListed, bool? IsMatch, string Changes);
}
