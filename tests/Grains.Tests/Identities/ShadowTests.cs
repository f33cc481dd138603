using Mote.Grains.Audit;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Protocol;

namespace Mote.Grains.Tests.Identities;

/// <summary>A re-enrolment's model-template decides once it has agreed with the one that did.</summary>
public sealed class ShadowTests(ShadowCluster cluster) : IClassFixture<ShadowCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Candidate_AgreesTwice_TakesOverAndTheTrailSaysSo()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var enrolled = (await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true)).Identity!;
        Assert.Equal((1, 2, 0, null), (enrolled.Version, enrolled.CandidateVersion, enrolled.CandidateAgreed, enrolled.PreviousVersion));
        Assert.Equal(1, await Match(key));
        Assert.Equal(1, (await Describe(key)).CandidateAgreed);

        // A non-match says nothing of the candidate, and a restart forgets nothing.
        Assert.False((await cluster.Identity(key).Verify(Faces.Read(Faces.Stranger), Cancelled)).IsMatch);
        await cluster.Deactivate(key);
        Assert.Equal(1, await Match(key));
        var promoted = await Describe(key);
        Assert.Equal((2, null, 1), (promoted.Version, promoted.CandidateVersion, promoted.PreviousVersion));
        Assert.Equal(2, await Match(key));
        Assert.Equal([AuditKind.CandidatePromoted, AuditKind.CandidateEnrolled, AuditKind.Enrolled], await Changes(key));
    }

    [Fact]
    public async Task Candidate_DisagreesTwice_IsDroppedAndTheOldOneGoesOn()
    {
        const double Loose = 0.1;
        var key = NewKey();
        await cluster.Enrol(key, target: Loose);
        var accepted = await cluster.WronglyAccepted(key);
        // As strict as the realm: it takes no such face.
        Assert.Equal(2, (await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true, target: 1e-6)).Identity!.CandidateVersion);
        for (var i = 0; i < 2; i++)
            Assert.True((await cluster.Identity(key).Verify(accepted, Cancelled)).IsMatch);
        var dropped = await Describe(key);
        Assert.Equal((1, null, null), (dropped.Version, dropped.CandidateVersion, dropped.PreviousVersion));
        Assert.Equal([AuditKind.CandidateDropped, AuditKind.CandidateEnrolled, AuditKind.Enrolled], await Changes(key));
        // The number is not given twice.
        Assert.Equal(3, (await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true)).Identity!.CandidateVersion);
    }

    /// <summary>What is asked of the one that decides is asked of the candidate: one that agrees at its own rate does not therefore agree at a door's.</summary>
    [Fact]
    public async Task Candidate_AskedAtAStricterRate_IsJudgedByIt()
    {
        const double Loose = 0.1;
        var (key, next) = (NewKey(), NewKey());
        await cluster.Enrol(key, target: Loose);
        await cluster.Enrol(next, Faces.SamePerson, target: Loose);
        var (photo, rate) = await NearerToTheFirst(key, next);
        Assert.Equal(2, (await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true, target: Loose)).Identity!.CandidateVersion);
        Assert.True((await cluster.Identity(key).Verify(photo, Cancelled)).IsMatch);
        Assert.Equal(1, (await Describe(key)).CandidateAgreed);
        Assert.True((await cluster.Identity(key).Verify(photo, rate, Cancelled)).IsMatch);
        Assert.Equal(0, (await Describe(key)).CandidateAgreed);
    }

    [Fact]
    public async Task Reenrol_Forced_WaitsForNobody()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var forced = (await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true, isForced: true)).Identity!;
        Assert.Equal((2, null, 1), (forced.Version, forced.CandidateVersion, forced.PreviousVersion));
    }

    /// <summary>What stays in a record and what is new to it lie under one key, whatever key is current.</summary>
    [Fact]
    public async Task Reenrol_AfterANewMasterKey_EverythingInTheRecordOpens()
    {
        var key = NewKey();
        await cluster.Enrol(key);
        var version = cluster.Keys.Add();
        await cluster.Enrol(key, Faces.SamePerson, isReenrolment: true);
        await cluster.Deactivate(key);
        Assert.Equal(1, await Match(key));
        await cluster.Deactivate(key);
        Assert.Equal(1, await Match(key));
        Assert.Equal(2, (await Describe(key)).Version);

        var rotation = cluster.Grains.GetGrain<IKeyRotationGrain>(key.Realm);
        await rotation.Start(Cancelled);
        Assert.Equal(KeyRotationState.Complete, (await rotation.Status(TimeSpan.FromSeconds(25), Cancelled))!.State);
        Assert.All(await cluster.OwnUses(key.Realm), use => Assert.True(use.Records == 0 || use.Version == version));
        await cluster.Deactivate(key);
        Assert.Equal(1, (await cluster.Identity(key).RollBack(Cancelled)).Version);
        Assert.Equal(1, await Match(key));
    }

    private static IdentityKey NewKey() => new($"realm-{Guid.NewGuid():N}", "somebody");

    private async Task<int> Match(IdentityKey key)
    {
        var answer = await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled);
        Assert.True(answer.IsMatch);
        return answer.TemplateVersion;
    }

    /// <summary>A photo that both take for theirs, and a rate at which the first does and the second does not.</summary>
    private async Task<(byte[] Photo, double Rate)> NearerToTheFirst(IdentityKey first, IdentityKey second)
    {
        foreach (var photo in Faces.Others)
        {
            var rates = new List<double?>();
            foreach (var key in new[] { first, second })
            {
                rates.Add((await cluster.Identity(key).Verify(photo, Cancelled)).FalseMatchRate);
                await cluster.Identity(key).Unlock(Cancelled);
            }

            if (rates is [{ } nearer, { } farther] && farther > 1.5 * nearer)
                return (photo, Math.Sqrt(nearer * farther));
        }

        throw new InvalidOperationException("Nobody is nearer to the first.");
    }

    private async Task<IdentityDescription> Describe(IdentityKey key) => (await cluster.Identity(key).Describe(Cancelled))!;

    /// <summary>What the trail says of changes of the person, the newest first.</summary>
    private async Task<AuditKind[]> Changes(IdentityKey key) => [.. (await cluster.Trail.Read(key.Realm, new AuditQuery(key.Subject, null, AuditOutcome.Done, null), null, 1000, Cancelled)).Entries.Select(entry => entry.Kind)];
}
