namespace Mote.Grains.Tests.Roster;

public sealed class StoppedChangeOnSqliteTests(GrainCluster cluster, ITestOutputHelper output) : StoppedChangeTests(cluster, output), IClassFixture<GrainCluster>;
