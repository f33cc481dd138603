using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Lockouts;

public sealed class LockoutTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const int Most = 10;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_NonMatchesInARow_LockOutWhateverThePhotoUntilTheLockEnds()
    {
        var key = await Enrolled();
        await LockOut(key);

        var refused = await LockedOut(() => Verify(key, Faces.Person));
        Assert.InRange(refused.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        await LockedOut(() => cluster.Identity(key).Verify([], Cancelled));
        Assert.Equal(refused.Message, (await LockedOut(() => Verify(key, Faces.Stranger))).Message);
        Assert.NotNull((await cluster.Identity(key).Describe(Cancelled))!.LockedUntil);

        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await cluster.Identity(key).Describe(Cancelled))!.LockedUntil);
        await LockOut(key);
        Assert.InRange((await LockedOut(() => Verify(key, Faces.Person))).RetryAfter!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Verify_Match_StartsTheCountAndTheLocksAnew()
    {
        var key = await Enrolled();
        await LockOut(key);
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
        await Reactivate(key);

        await NonMatches(key, Most - 1);
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
        await LockOut(key);
        Assert.InRange((await LockedOut(() => Verify(key, Faces.Person))).RetryAfter!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    /// <summary>A map tells more than a "no": it counts three, and after a lock there is none until somebody has matched.</summary>
    [Fact]
    public async Task Explain_NonMatches_CountThreeAndAreWithheldAfterALock()
    {
        var key = await Enrolled();
        for (var map = 0; map * 3 < Most; map++)
            Assert.False((await cluster.Identity(key).Explain(Faces.Read(Faces.Stranger), Cancelled)).Decision.IsMatch);
        await LockedOut(() => Verify(key, Faces.Person));
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        foreach (var photo in new[] { Faces.Stranger, Faces.Person })
        {
            var withheld = await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).Explain(Faces.Read(photo), Cancelled));
            Assert.Equal(ProblemCode.ExplanationWithheld, withheld.Code);
        }

        Assert.False((await Verify(key, Faces.Stranger)).IsMatch);
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
        Assert.True((await cluster.Identity(key).Explain(Faces.Read(Faces.Person), Cancelled)).Decision.IsMatch);
    }

    [Fact]
    public async Task Verify_PhotosRefused_DoNotCount()
    {
        var key = await Enrolled();
        for (var i = 0; i < 2 * Most; i++)
            Assert.Equal(ProblemCode.PhotoUnreadable, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).Verify([1, 2, 3], Cancelled))).Code);
        await LockOut(key);
    }

    [Fact]
    public async Task Verify_ManyAtOnce_NoMoreAreAnsweredThanTheBound()
    {
        var key = await Enrolled();
        await NonMatches(key, 3);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5 * Most).Select(async _ =>
        {
            try
            {
                Assert.False((await Verify(key, Faces.Stranger)).IsMatch);
                return "";
            }
            catch (MoteException refused)
            {
                return refused.Code;
            }
        }));
        Assert.Equal(Most - 3, answers.Count(code => code is ""));
        Assert.All(answers, code => Assert.Contains(code, new[] { "", ProblemCode.LockedOut, ProblemCode.Overloaded }));
        await LockedOut(() => Verify(key, Faces.Person));
    }

    [Fact]
    public async Task Lock_DeactivationReenrolmentAndRotation_KeepIt()
    {
        var key = await Enrolled();
        await LockOut(key);
        await Reactivate(key);
        await LockedOut(() => Verify(key, Faces.Person));

        Assert.Equal(2, (await cluster.Enrol(key, isReenrolment: true, isForced: true)).Identity!.Version);
        await cluster.Identity(key).Rekey(cluster.Keys.Add(), Cancelled);
        await Reactivate(key);
        await LockedOut(() => Verify(key, Faces.Person));
    }

    [Fact]
    public async Task Count_Deactivation_KeepsIt()
    {
        var key = await Enrolled();
        await NonMatches(key, Most - 1);
        await Reactivate(key);
        Assert.False((await Verify(key, Faces.Stranger)).IsMatch);
        await LockedOut(() => Verify(key, Faces.Person));
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task Lock_StoreDown_HoldsAndTheAnswersGoOut(Fault fault)
    {
        var key = await Enrolled();
        cluster.Storage.Set("identity", fault);
        try
        {
            await LockOut(key);
            await LockedOut(() => Verify(key, Faces.Person));
        }
        finally
        {
            cluster.Storage.Set("identity", Fault.None);
        }

        await LockedOut(() => Verify(key, Faces.Person));
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
    }

    [Fact]
    public async Task Unlock_Locked_VerifiesAtOnceAndAfterARestart()
    {
        var key = await Enrolled();
        await LockOut(key);
        cluster.Storage.Set("identity", Fault.Before);
        try
        {
            Assert.Equal(ProblemCode.StorageUnavailable, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(key).Unlock(Cancelled))).Code);
        }
        finally
        {
            cluster.Storage.Set("identity", Fault.None);
        }

        await LockedOut(() => Verify(key, Faces.Person));
        Assert.True(await cluster.Identity(key).Unlock(Cancelled));
        Assert.False(await cluster.Identity(key).Unlock(Cancelled));
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
        await Reactivate(key);
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
        Assert.Equal(ProblemCode.NotEnrolled, (await Assert.ThrowsAsync<MoteException>(() => cluster.Identity(NewKey()).Unlock(Cancelled))).Code);
    }

    [Fact]
    public async Task Erase_Locked_EndsIt()
    {
        var key = await Enrolled();
        await LockOut(key);
        await cluster.Identity(key).Erase(Cancelled);
        await cluster.Enrol(key);
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
        await Reactivate(key);
        Assert.True((await Verify(key, Faces.Person)).IsMatch);
    }

    private static IdentityKey NewKey() => new($"realm-{Guid.NewGuid():N}", "somebody");

    private async Task<IdentityKey> Enrolled()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        return key;
    }

    private Task LockOut(IdentityKey key) => NonMatches(key, Most);

    private async Task NonMatches(IdentityKey key, int count)
    {
        for (var i = 0; i < count; i++)
            Assert.False((await Verify(key, Faces.Stranger)).IsMatch);
    }

    /// <summary>Ends the activation, and waits until another one answers.</summary>
    private async Task Reactivate(IdentityKey key)
    {
        await cluster.Deactivate(key);
        await cluster.Identity(key).Describe(Cancelled);
    }

    private Task<VerificationResult> Verify(IdentityKey key, string photo) => cluster.Identity(key).Verify(Faces.Read(photo), Cancelled);

    private static async Task<MoteException> LockedOut(Func<Task> act)
    {
        var refused = await Assert.ThrowsAsync<MoteException>(act);
        Assert.Equal(ProblemCode.LockedOut, refused.Code);
        return refused;
    }
}
