namespace Mote.Grains.Tests.Roster;

public sealed class StoppedChangeOnSqliteTests(GrainCluster cluster, ITestOutputHelper output) : StoppedChangeTests(cluster, output), IClassFixture<GrainCluster>
{
    private readonly GrainCluster _cluster = cluster;

    [Fact]
    public Task Reenrol_InAShardOfBeforeStoppedAtEachWrite_IsAsBeforeOrAsAfter() =>
        Stop(isEnrolled: true, key => _cluster.Enrol(key, isReenrolment: true), MakeFormer);

    [Fact]
    public Task Erase_InAShardOfBeforeStoppedAtEachWrite_IsAsBeforeOrAsAfter() =>
        Stop(isEnrolled: true, key => _cluster.Identity(key).Erase(TestContext.Current.CancellationToken), MakeFormer);
}
