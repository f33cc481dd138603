using Mote.Grains.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Audit;

public sealed class AwaitedDecisionsTests(AwaitingCluster cluster) : IClassFixture<AwaitingCluster>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_TrailNotWritten_IsRefusedAndAnswersOnceItIs()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await cluster.Enrol(key);
        cluster.Storage.Set(AuditStore.BatchState, Fault.Before);
        try
        {
            for (var i = 0; i < 2; i++)
                Assert.Equal(ProblemCode.AuditUnavailable, (await Assert.ThrowsAsync<MoteException>(() => Verify(key))).Code);
        }
        finally
        {
            cluster.Storage.Set(AuditStore.BatchState, Fault.None);
        }

        VerificationResult? answer = null;
        while (answer is null)
        {
            try
            {
                answer = await Verify(key);
            }
            catch (MoteException refused) when (refused.Code == ProblemCode.AuditUnavailable)
            {
                await Task.Yield();
            }
        }

        var page = await cluster.Trail.Read(key.Realm, new AuditQuery(null, AuditKind.Verified, null, null), null, 1, Cancelled);
        Assert.Equal(answer.DecisionId, page.Entries[0].DecisionId);
        Assert.True((await cluster.Trail.Check(key.Realm, [], Cancelled)).IsWhole);
    }

    [Fact]
    public async Task Verify_WhileTheTrailIsWritten_Waits()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await cluster.Enrol(key);
        var (arrived, release) = cluster.Storage.Hold(AuditStore.BatchState);
        var answer = Verify(key);
        await arrived.WaitAsync(Cancelled);
        Assert.False(answer.IsCompleted);
        release.SetResult();
        Assert.True((await answer).IsMatch);
    }

    private Task<VerificationResult> Verify(IdentityKey key) => cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled);
}
