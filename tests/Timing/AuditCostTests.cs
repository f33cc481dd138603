using System.Diagnostics;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Tests;
using Mote.Grains.Tests.Audit;

namespace Mote.Timing;

/// <summary>What it costs to wait for the audit trail, beside not waiting, turn by turn in one run.</summary>
public sealed class AuditCostTests(GrainCluster queued, AwaitingCluster awaited, ITestOutputHelper output) : IClassFixture<GrainCluster>, IClassFixture<AwaitingCluster>
{
    private const int Rounds = 100;
    private const double MostTimes = 2;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_WaitingForTheTrail_TakesAtMostTwiceAsLong()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await queued.Enrol(key);
        await awaited.Enrol(key);
        List<double> without = [], with = [];
        for (var i = 0; i < Rounds + 10; i++)
        {
            var (one, other) = (await Milliseconds(queued, key), await Milliseconds(awaited, key));
            // The first only warm the process up.
            if (i < 10)
                continue;
            without.Add(one);
            with.Add(other);
        }

        var ratio = Median(with) / Median(without);
        output.WriteLine($"queued {Median(without):F2} ms, waited for {Median(with):F2} ms: {ratio:F2} times");
        Assert.InRange(ratio, 0, MostTimes);
    }

    private static async Task<double> Milliseconds(GrainCluster cluster, IdentityKey key)
    {
        var start = Stopwatch.GetTimestamp();
        Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
