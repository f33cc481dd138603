using System.Diagnostics;
using System.Text.RegularExpressions;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>
/// A silo joins when all that stand in the table know it. Until then it would do what those do not hear of who have each other
/// and not the table.
/// </summary>
public sealed class JoinTests(ITestOutputHelper output)
{
    private const string Subject = SilosTests.Subject;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The one that joins takes all others for long dead, since its day is an hour later, and reaches none.</summary>
    [Fact]
    [Trait("Takes", "long")]
    public async Task Join_WhoReachesTheTableAndNobodyInIt_WaitsForThemHoweverOldTheirRowsAre()
    {
        var later = WallClock.Ahead(TimeSpan.FromHours(1));
        await using var redis = await RedisServer.Start(Cancelled);
        await using var table = new Line(redis.Port);
        await using var cluster = await SiloCluster.Start(
            2,
            "orleans-blob",
            [
                ("Mote:Cluster:DecideSeconds", $"{Lease.TotalSeconds:F0}"),
                ("Mote:Cluster:Membership", "redis"),
                ("Mote:Cluster:Redis:ConnectionString", redis.At(table.Port)),
            ],
            cancellationToken: Cancelled);
        var (one, two) = (cluster.Silos[0], cluster.Silos[1]);
        await one.Client.EnrolAsync(Subject, DemoPeople.Photo(0, 0), cancellationToken: Cancelled);

        // Cut off from the others by a certificate that they do not know.
        var foreign = cluster.Foreign();
        var comes = cluster.Next(foreign, [("Mote:Cluster:Certificate:AuthoritiesPath", foreign.Path), ("Mote:Cluster:Redis:ConnectionString", redis.ConnectionString), .. later]);
        await table.Cut();
        await one.Says("decisions go on by their word");
        await two.Says("decisions go on by their word");
        comes.Launch();
        await comes.Says("This silo waits to join");
        var waits = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(waits) < 2 * Lease)
        {
            foreach (var silo in new[] { one, two })
                Assert.True((await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => comes.Client.EraseAsync(Subject, Cancelled));
        await comes.Kill();
        table.Mend();

        // All fall at once. The first to come back waits for the other, which it cannot tell from one that it does not reach,
        // and for the one that never joined, until somebody says that it is gone.
        await one.Kill();
        await two.Kill();
        one.Launch();
        await one.Says("This silo waits to join");
        var gone = Regex.Match(one.Output(), $@"127\.0\.0\.1:{cluster.Ports[2]}@\d+").Value;
        await one.Kill();
        foreach (var silo in new[] { one, two })
        {
            silo.Tell("Mote:Cluster:Gone:0", gone);
            silo.Launch();
        }

        var back = Stopwatch.GetTimestamp();
        await one.Ready();
        await two.Ready();
        output.WriteLine($"both ready {Stopwatch.GetElapsedTime(back).TotalSeconds:F1} s after they were started again");
        foreach (var silo in new[] { one, two })
            Assert.True((await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
    }
}
