using System.Security.Cryptography;
using Mote.Grains.Access.Keys;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;

namespace Mote.Grains.Tests.Access.Keys;

/// <summary>Keys that are made and revoked while a silo runs: in one sealed record, in the trail, and gone at once.</summary>
public sealed class AccessGrainTests(GuardedCluster cluster) : IClassFixture<GuardedCluster>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _realm = $"realm-{Guid.NewGuid():N}";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IAccessGrain Grain => cluster.Grains.GetGrain<IAccessGrain>(_realm);

    private IAccessGrain AsChief => By(RoleScopes.Everything);

    [Fact]
    public async Task Keys_AreMadeLimitedAndRevoked_AndOutliveTheActivation()
    {
        var north = await Make("north");
        await Make("desk", RoleScopes.Of(Role.Reception));
        await Forget();
        Assert.Equal(["desk", "north"], (await AsChief.List(Cancelled)).Keys.Select(key => key.Grant.Name));
        var kept = (await AsChief.List(Cancelled)).Keys[1];
        Assert.Equal((north.Grant.Scopes, north.Prefix, north.MadeAt, "chief"), (kept.Grant.Scopes, kept.Prefix, kept.MadeAt, kept.MadeBy));
        Assert.Equal(north.Sha256, kept.Sha256);

        var limited = await AsChief.Limit("desk", new KeyLimits(RoleScopes.Default, ["hall"], cluster.Clock.GetUtcNow().AddDays(1), 1e-5), Cancelled);
        Assert.Equal((RoleScopes.Default, "hall"), (limited.Grant.Scopes, Assert.Single(limited.Grant.Doors)));
        await AsChief.Revoke("north", Cancelled);
        await Forget();
        var left = Assert.Single((await AsChief.List(Cancelled)).Keys);
        Assert.Equal(("desk", "hall", limited.Grant.Expires, 1e-5), (left.Grant.Name, Assert.Single(left.Grant.Doors), left.Grant.Expires, left.Grant.TargetFalseMatchRate!.Value));

        Assert.Equal(
            [(AuditKind.ApiKeyRevoked, "north", "chief"), (AuditKind.ApiKeyLimited, "desk", "chief"), (AuditKind.ApiKeyMade, "desk", "chief"), (AuditKind.ApiKeyMade, "north", "chief")],
            (await Entries()).Where(entry => entry.ApiKey is not null).Select(entry => (entry.Kind, entry.ApiKey!, entry.Caller)));
        Caller.Current = Caller.Service(_realm, "test");
        Assert.True((await cluster.Service<AuditTrail>().Check(_realm, [], Cancelled)).IsWhole);
    }

    [Fact]
    public async Task Make_BySomebodyWhoLacksIt_IsRefusedAndNothingIsMade()
    {
        var refused = await Assert.ThrowsAsync<MoteException>(() => By(ScopeSet.Of(Scope.ApiKeys, Scope.Verify)).Make(Grant("eraser", ScopeSet.Of(Scope.Verify, Scope.Erase)), Hash(), "mote_abcd", Cancelled));
        Assert.Equal(ProblemCode.Forbidden, refused.Code);
        Assert.Contains("'erase'", refused.Message, StringComparison.Ordinal);
        Assert.Empty((await AsChief.List(Cancelled)).Keys);
    }

    [Fact]
    public async Task Make_ANameThatIsThere_IsRefusedUntilItIsRevoked()
    {
        var first = await Make("north");
        Assert.Equal(ProblemCode.ApiKeyExists, (await Assert.ThrowsAsync<MoteException>(() => Make("north"))).Code);
        Assert.Equal(first.Sha256, Assert.Single((await AsChief.List(Cancelled)).Keys).Sha256);
        await AsChief.Revoke("north", Cancelled);
        await Make("north");
    }

    [Fact]
    public async Task Rate_AboveTheCeilingOrNone_IsRefused()
    {
        Assert.Equal(ProblemCode.RateAboveCeiling, (await Refused(0.2)).Code);
        Assert.Equal(ProblemCode.InvalidRequest, (await Refused(0)).Code);
        Assert.Equal(ProblemCode.InvalidRequest, (await Refused(double.NaN)).Code);
        var made = await AsChief.Make(Grant("strict") with { TargetFalseMatchRate = 0.1 }, Hash(), "mote_abcd", Cancelled);
        Assert.Equal(0.1, made.Grant.TargetFalseMatchRate);
        Assert.Equal(ProblemCode.RateAboveCeiling, (await Assert.ThrowsAsync<MoteException>(() => AsChief.Limit("strict", new KeyLimits(TargetFalseMatchRate: 0.2), Cancelled))).Code);

        Task<MoteException> Refused(double rate) => Assert.ThrowsAsync<MoteException>(() => AsChief.Make(Grant("loose") with { TargetFalseMatchRate = rate }, Hash(), "mote_abcd", Cancelled));
    }

    [Fact]
    public async Task Unknown_IsSaid()
    {
        Assert.Equal(ProblemCode.ApiKeyUnknown, (await Assert.ThrowsAsync<MoteException>(() => AsChief.Revoke("nobody", Cancelled))).Code);
        Assert.Equal(ProblemCode.ApiKeyUnknown, (await Assert.ThrowsAsync<MoteException>(() => AsChief.Limit("nobody", new KeyLimits(), Cancelled))).Code);
    }

    /// <summary>Whoever waits for a change hears of it when it is stored, and of none before.</summary>
    [Fact]
    public async Task Changed_WakesAsSoonAsAKeyIsRevoked()
    {
        await Make("north");
        var revision = (await AsService.Issued(Cancelled)).Revision;
        var waiting = AsService.Changed(revision, Patience, Cancelled);
        await AsService.Changed(revision - 1, Patience, Cancelled);
        Assert.False(waiting.IsCompleted);
        await AsChief.Revoke("north", Cancelled);
        await waiting.WaitAsync(Patience, Cancelled);
        Assert.NotEqual(revision, (await AsService.Issued(Cancelled)).Revision);
        Assert.Empty((await AsService.Issued(Cancelled)).Keys);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public async Task Revoke_StoreFails_IsNotSaidToBeDone(Fault fault)
    {
        await Make("north");
        cluster.Storage.Set(AccessGrain.State, fault);
        try
        {
            Assert.Equal(ProblemCode.StorageUnavailable, (await Assert.ThrowsAsync<MoteException>(() => AsChief.Revoke("north", Cancelled))).Code);
        }
        finally
        {
            cluster.Storage.Set(AccessGrain.State, Fault.None);
        }

        await Forget();
        // The store alone knows; asked again, the key is gone either way.
        Assert.Equal(fault == Fault.After ? 0 : 1, (await AsChief.List(Cancelled)).Keys.Count);
        if (fault == Fault.Before)
            await AsChief.Revoke("north", Cancelled);
        Assert.Empty((await AsChief.List(Cancelled)).Keys);
    }

    /// <summary>A key that the trail does not know of is none; a revocation waits for nothing.</summary>
    [Fact]
    public async Task Trail_ThatIsNotWritten_MakesNoKeyAndRevokesNevertheless()
    {
        await Make("north");
        cluster.Storage.Set(AuditStore.BatchState, Fault.Before);
        try
        {
            Assert.Equal(ProblemCode.AuditUnavailable, (await Assert.ThrowsAsync<MoteException>(() => Make("south"))).Code);
            Assert.Equal("north", Assert.Single((await AsChief.List(Cancelled)).Keys).Grant.Name);
            await AsChief.Revoke("north", Cancelled);
            Assert.Empty((await AsChief.List(Cancelled)).Keys);
        }
        finally
        {
            cluster.Storage.Set(AuditStore.BatchState, Fault.None);
        }
    }

    [Fact]
    public async Task Record_OfAnotherRealm_OpensNothing()
    {
        await Make("north");
        var (record, _) = await Found(_realm);
        var other = $"other-{Guid.NewGuid():N}";
        var (place, address) = await Found(other);
        place.State = record.State;
        await cluster.Storage.Real.WriteStateAsync(AccessGrain.State, address, place, Cancelled);
        Caller.Current = Caller.Service(other, "test");
        var refused = await Assert.ThrowsAsync<MoteException>(() => cluster.Grains.GetGrain<IAccessGrain>(other).Issued(Cancelled));
        Assert.Equal(ProblemCode.StateMisplaced, refused.Code);
        // Nor is it overwritten by a change of what cannot be read.
        Caller.Current = new Caller("chief", other, RoleScopes.Everything);
        await Assert.ThrowsAsync<MoteException>(() => cluster.Grains.GetGrain<IAccessGrain>(other).Make(Grant("mine"), Hash(), "mote_abcd", Cancelled));
    }

    /// <summary>Neither a hash nor a name lies open in the store.</summary>
    [Fact]
    public async Task Record_TellsNothing()
    {
        var made = await Make("a-door-of-which-nobody-hears");
        var (found, _) = await Found(_realm);
        byte[] stored = [.. found.State!.Record, .. found.State.WrappedKey];
        Assert.Equal(-1, stored.AsSpan().IndexOf(made.Sha256));
        Assert.Equal(-1, stored.AsSpan().IndexOf("a-door-of-which-nobody-hears"u8));
    }

    [Fact]
    public async Task Rotation_BringsTheRecordAlong()
    {
        await Make("north");
        var version = cluster.Keys.Add();
        Caller.Current = new Caller("chief", _realm, RoleScopes.Everything);
        var rotation = cluster.Grains.GetGrain<IKeyRotationGrain>(_realm);
        await rotation.Start(Cancelled);
        Assert.Equal(KeyRotationState.Complete, (await rotation.Status(Patience, Cancelled))!.State);
        Assert.Equal([version], (await AsService.KeyUse(Cancelled)).Keys);
        Assert.Single((await AsChief.List(Cancelled)).Keys);
    }

    [Fact]
    public void Content_IsReadAsItWasWritten()
    {
        var at = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
        var ring = new IssuedKeys(7, [new IssuedKey(new ApiKeyGrant("north", RoleScopes.Everything, ["east", "west"], at) { TargetFalseMatchRate = 1e-5 }, Hash(), "mote_abcd", at.AddDays(-1), "chief"), new IssuedKey(Grant("plain"), Hash(), "mote_efgh", at, "")]);
        var read = IssuedKeysContent.Read(IssuedKeysContent.Write(ring));
        Assert.Equal(7, read.Revision);
        foreach (var (written, key) in ring.Keys.Zip(read.Keys))
        {
            Assert.Equal((written.Grant.Name, written.Grant.Scopes, written.Grant.Expires, written.Grant.TargetFalseMatchRate, written.Prefix, written.MadeAt, written.MadeBy), (key.Grant.Name, key.Grant.Scopes, key.Grant.Expires, key.Grant.TargetFalseMatchRate, key.Prefix, key.MadeAt, key.MadeBy));
            Assert.Equal(written.Grant.Doors, key.Grant.Doors);
            Assert.Equal(written.Sha256, key.Sha256);
        }

        Assert.Equal(4096, IssuedKeysContent.Write(ring).Length);
        Assert.Equal(4096, IssuedKeysContent.Write(IssuedKeys.Empty).Length);
    }

    /// <summary>What was written by the first version of the form, byte for byte: a key of one door, and the end of its sections.</summary>
    [Fact]
    public void Content_OfTheFirstForm_IsReadForEver()
    {
        var content = Convert.FromHexString(
            "01000100" + "08000000" + "0300000000000000"
            + "02000100" + "58000000"
            + "01000000" + "016E" + "0100000000000000" + "01000000" + "0164" + "0040F09C5C63DE08" + "000000000000E03F" + new string('A', 64) + "096D6F74655F61626364" + "00C0A92B6F54DE08" + "0162");
        var ring = IssuedKeysContent.Read(content);
        var key = Assert.Single(ring.Keys);
        Assert.Equal((3L, "n", ScopeSet.Of(Scope.Verify), 0.5, "mote_abcd", "b"), (ring.Revision, key.Grant.Name, key.Grant.Scopes, key.Grant.TargetFalseMatchRate!.Value, key.Prefix, key.MadeBy));
        Assert.Equal("d", Assert.Single(key.Grant.Doors));
        Assert.Equal(Enumerable.Repeat((byte)0xAA, 32), key.Sha256);
        Assert.Equal(content, IssuedKeysContent.Write(ring)[..content.Length]);
    }

    private IAccessGrain AsService
    {
        get
        {
            Caller.Current = Caller.Service(_realm, "test");
            return Grain;
        }
    }

    private IAccessGrain By(ScopeSet scopes)
    {
        Caller.Current = new Caller("chief", _realm, scopes);
        return Grain;
    }

    private Task<IssuedKey> Make(string name, ScopeSet? scopes = null) => AsChief.Make(Grant(name, scopes), Hash(), "mote_abcd", Cancelled);

    private static ApiKeyGrant Grant(string name, ScopeSet? scopes = null) => new(name, scopes ?? RoleScopes.Default, [], null);

    private static byte[] Hash() => RandomNumberGenerator.GetBytes(32);

    private async Task Forget() => await Grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();

    private async Task<IReadOnlyList<AuditEntry>> Entries()
    {
        Caller.Current = new Caller("officer", _realm, RoleScopes.Everything);
        return (await cluster.Service<AuditTrail>().Read(_realm, new AuditQuery(null, null, null, null), null, 100, Cancelled)).Entries;
    }

    private async Task<(GrainState<SealedState> Found, GrainId Address)> Found(string realm)
    {
        var found = new GrainState<SealedState>(new SealedState());
        var address = cluster.Grains.GetGrain<IAccessGrain>(realm).GetGrainId();
        await cluster.Storage.Real.ReadStateAsync(AccessGrain.State, address, found, Cancelled);
        return (found, address);
    }
}
