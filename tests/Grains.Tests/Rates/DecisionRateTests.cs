using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Rates;

/// <summary>People enrolled loosely, and asked about more strictly.</summary>
public sealed class DecisionRateTests(DoorsCluster cluster) : IClassFixture<DoorsCluster>
{
    private const int MostNonMatches = 10;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The rate that a match tells is the one at which it is just accepted.</summary>
    [Fact]
    public async Task Verify_AtTheRateOfAMatchAndBelow_AcceptsAndDoesNot()
    {
        var key = await Enrolled();
        var (photo, rate) = await Near(key);

        var just = await Verify(key, photo, rate);
        Assert.Equal((true, rate, rate), (just.IsMatch, just.FalseMatchRate, just.TargetFalseMatchRate));
        var looser = await Verify(key, photo, Math.Min(2 * rate, DoorsCluster.Loose));
        Assert.Equal((true, rate), (looser.IsMatch, looser.FalseMatchRate));
        var stricter = await Verify(key, photo, rate / 2);
        Assert.Equal((false, null, rate / 2), (stricter.IsMatch, stricter.FalseMatchRate, stricter.TargetFalseMatchRate));
        var own = await Verify(key, Faces.Read(Faces.Person), rate / 2);
        Assert.Equal((true, rate / 2), (own.IsMatch, own.TargetFalseMatchRate));

        // And what was asked once is asked no more.
        Assert.Equal((true, DoorsCluster.Loose), ((await Verify(key, photo)).IsMatch, (await Verify(key, photo)).TargetFalseMatchRate));
    }

    [Fact]
    public async Task Explain_StricterThanTheMatch_IsANonMatchWithoutANumber()
    {
        var key = await Enrolled();
        var (photo, rate) = await Near(key);
        Assert.NotNull((await cluster.Identity(key).Explain(photo, rate, Cancelled)).Figures);
        var stricter = await cluster.Identity(key).Explain(photo, rate / 2, Cancelled);
        Assert.Equal((false, null, rate / 2), (stricter.Decision.IsMatch, stricter.Decision.FalseMatchRate, stricter.Decision.TargetFalseMatchRate));
        Assert.Equal((null, ExplainedQuantity.Margin), (stricter.Figures, stricter.Explains));
    }

    [Fact]
    public async Task Verify_StricterThanTheCohortStates_IsDecidedAtItsLowestAndSaysSo()
    {
        var key = await Enrolled();
        var lowest = await Verify(key, Faces.Read(Faces.Person), 1e-12);
        Assert.InRange(lowest.TargetFalseMatchRate, 1e-9, 1e-3);
        Assert.Equal(lowest.TargetFalseMatchRate, (await Verify(key, Faces.Read(Faces.Person), lowest.TargetFalseMatchRate / 2)).TargetFalseMatchRate);
    }

    /// <summary>It is no attempt: nothing was compared.</summary>
    [Fact]
    public async Task Verify_NoRateOrOneAboveTheCeiling_IsRefusedAndCountsNothing()
    {
        var key = await Enrolled();
        for (var i = 0; i < 2 * MostNonMatches; i++)
        {
            var (rate, code) = i % 2 == 0 ? (0.2, ProblemCode.RateAboveCeiling) : (double.NaN, ProblemCode.InvalidRequest);
            Assert.Equal(code, (await Refused(() => Verify(key, Faces.Read(Faces.Stranger), rate))).Code);
            Assert.Equal(code, (await Refused(() => cluster.Identity(key).Explain(Faces.Read(Faces.Stranger), rate, Cancelled))).Code);
        }

        Assert.True((await Verify(key, Faces.Read(Faces.Person))).IsMatch);
        var page = await cluster.Trail.Read(key.Realm, new(key.Subject, AuditKind.Explained, null, null), null, 1, Cancelled);
        Assert.Equal((AuditOutcome.Refused, ProblemCode.InvalidRequest), (page.Entries[0].Outcome, page.Entries[0].Code));
    }

    [Fact]
    public async Task Verify_AtAStrictDoorOrByAStrictKey_IsDecidedSoWhateverIsAskedFor()
    {
        var key = await Enrolled();
        var (photo, rate) = await Near(key);
        AskingAnyRealm.As("any door", DoorsCluster.Vault);
        await DecidedAt(DoorsCluster.AtTheVault, null, DoorsCluster.Loose);
        AskingAnyRealm.As("strict key", rate: rate / 2);
        await DecidedAt(rate / 2, null, DoorsCluster.Loose);
        AskingAnyRealm.As("strict key", DoorsCluster.Vault, DoorsCluster.Loose);
        await DecidedAt(DoorsCluster.AtTheVault, null, DoorsCluster.Loose);
        await DecidedAt(DoorsCluster.AtTheVault / 2, DoorsCluster.AtTheVault / 2);

        AskingAnyRealm.As("any door", "lobby");
        Assert.Equal((true, DoorsCluster.Loose), ((await Verify(key, photo)).IsMatch, (await Verify(key, photo)).TargetFalseMatchRate));

        async Task DecidedAt(double expected, params double?[] asked)
        {
            foreach (var wish in asked)
            {
                var decided = await Verify(key, photo, wish);
                Assert.Equal((false, null, expected), (decided.IsMatch, decided.FalseMatchRate, decided.TargetFalseMatchRate));
            }
        }
    }

    /// <summary>A re-enrolment is no other way to ask, for a key that may ask strictly alone neither.</summary>
    [Fact]
    public async Task Reenrol_ByAStrictKey_AsksAsStrictly()
    {
        var key = await Enrolled();
        var (photo, rate) = await Near(key);
        var renewal = new EnrolmentRequest(Guid.NewGuid(), true, [photo], new EnrolmentOptions("single-unit"));
        AskingAnyRealm.As("strict key", rate: rate / 2);
        Assert.Equal(ProblemCode.NotRecognised, (await cluster.Enrol(key, renewal)).Failure!.Code);
        AskingAnyRealm.As("any key");
        Assert.Equal(2, (await cluster.Enrol(key, renewal with { Operation = Guid.NewGuid() })).Identity!.Version);
    }

    /// <summary>
    /// What is near and not near enough is a non-match like any other, in the count as in the answer: a strict door is bounded
    /// as any is, and whether its lock closes tells nothing of how near a photo was.
    /// </summary>
    [Fact]
    public async Task Verify_NearButNotAtTheRateAskedFor_CountsAsAStrangerDoes()
    {
        var (near, far) = (await Enrolled(), await Enrolled());
        var (photo, rate) = await Near(near);
        List<VerificationResult> said = [];
        for (var i = 0; i < MostNonMatches; i++)
        {
            said.Add(await Verify(near, photo, rate / 2));
            said.Add(await Verify(far, Faces.Read(Faces.Stranger), rate / 2));
        }

        Assert.All(said, decision => Assert.Equal((false, null, rate / 2), (decision.IsMatch, decision.FalseMatchRate, decision.TargetFalseMatchRate)));
        foreach (var key in new[] { near, far })
            Assert.Equal(ProblemCode.LockedOut, (await Refused(() => Verify(key, photo, rate))).Code);
    }

    private static Task<MoteException> Refused(Func<Task> act) => Assert.ThrowsAsync<MoteException>(act);

    private async Task<IdentityKey> Enrolled()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        Assert.Equal(DoorsCluster.Loose, (await cluster.Enrol(key)).Identity!.TargetFalseMatchRate);
        return key;
    }

    /// <summary>A photo of somebody else that is accepted, and would not be at half its rate, at the vault neither.</summary>
    private async Task<(byte[] Photo, double Rate)> Near(IdentityKey key)
    {
        foreach (var photo in Faces.Others)
        {
            if ((await Verify(key, photo)).FalseMatchRate is { } rate and > 2.5 * DoorsCluster.AtTheVault)
            {
                Assert.True((await Verify(key, Faces.Read(Faces.Person))).IsMatch);
                return (photo, rate);
            }

            await cluster.Identity(key).Unlock(Cancelled);
        }

        throw new InvalidOperationException("Nobody else is accepted so.");
    }

    private Task<VerificationResult> Verify(IdentityKey key, byte[] photo, double? rate = null) => cluster.Identity(key).Verify(photo, rate, Cancelled);
}
