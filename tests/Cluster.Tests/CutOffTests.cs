using System.Diagnostics;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>
/// A silo decides while it knows itself to be of the cluster: by the table, here in Redis, or by all others while that is down;
/// and it stops when it has neither, in its stated time, says so, and goes on by itself. Their state is where Orleans' own
/// provider keeps it; and whatever Orleans' own configuration says, no gateway is open.
/// </summary>
public sealed class CutOffTests(ITestOutputHelper output)
{
    private const string Subject = SilosTests.Subject;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private int _asked;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Takes", "long")]
    public async Task TableDown_DecisionsGoOnByTheOthersWord_AndEndWhenTheyAreGone_UntilTheTableIsBack()
    {
        await using var redis = await RedisServer.Start(Cancelled);
        await using var cluster = await SiloCluster.Start(
            2,
            "orleans-blob",
            [
                ("Mote:Cluster:DecideSeconds", $"{Lease.TotalSeconds:F0}"),
                ("Mote:Cluster:Membership", "redis"),
                ("Mote:Cluster:Redis:ConnectionString", redis.ConnectionString),
                ("Orleans:Endpoints:GatewayPort", "30000"),
                ("Orleans:Endpoints:GatewayListeningEndpoint", "127.0.0.1:30000"),
            ],
            cancellationToken: Cancelled);
        var (one, two) = (cluster.Silos[0], cluster.Silos[1]);
        await SilosTests.DoneAtOne_HoldsAtAll(cluster);
        Assert.Equal(new[] { two.Address.Port, cluster.Ports[1] }.Order(), ListeningSockets.PortsOf(two.Id).Order());

        await redis.Kill();
        var down = Stopwatch.GetTimestamp();
        // Past the time for which the table's last word counts, at either.
        while (Stopwatch.GetElapsedTime(down) < 2 * Lease)
        {
            await Matches(one);
            await Matches(two);
        }

        await one.Says("decisions go on by their word");
        Assert.Equal("Degraded", (await Ready(one)).Split('\n')[0]);
        var marks = new HashSet<bool?>();
        await foreach (var entry in one.Client.AuditAsync(new AuditFilter { Kind = AuditKind.Verified }, Cancelled))
            marks.Add(entry.ByOthersWord);
        Assert.Equal([null, true], marks.Order());

        await two.Kill();
        var alone = Stopwatch.GetTimestamp();
        var refusal = await Refusal(one, alone);
        // A call of the grain that was on the other waits for longer: what counts is that none is decided after its time.
        Assert.Equal(ProblemCode.ClusterUnreachable, refusal.Code);
        output.WriteLine($"stopped {Stopwatch.GetElapsedTime(alone).TotalSeconds:F1} s after it was alone, of {Lease.TotalSeconds:F0}");
        await one.Says("This silo is cut off");
        Assert.Equal("Unhealthy", (await Ready(one)).Split('\n')[0]);
        // Nor does it say who is enrolled and who is not: others may have changed that.
        await IsNotKnown(name => one.Client.FindAsync(name, Cancelled));
        await IsNotKnown(name => one.Client.EraseAsync(name, Cancelled));
        await IsNotKnown(name => one.Client.UnlockAsync(name, Cancelled));
        await IsNotKnown(name => one.Client.ReenrolAsync(name, DemoPeople.Photo(0, 0), cancellationToken: Cancelled));
        await IsNotKnown(name => one.Client.VerifyAsync(name, DemoPeople.Photo(0, 0), Cancelled));

        await redis.Restart(Cancelled);
        var back = Stopwatch.GetTimestamp();
        while (await Matched(one) is not true)
            Assert.InRange(Stopwatch.GetElapsedTime(back), TimeSpan.Zero, Patience);
        output.WriteLine($"decides again {Stopwatch.GetElapsedTime(back).TotalSeconds:F1} s after the table is back");
    }

    /// <summary>
    /// Asked about people of whom nobody has asked before, whose grains come to be at either silo: of one that should be at the
    /// other nothing is said at all, nor where the machine is too busy to answer; of one at this silo, that it is cut off.
    /// </summary>
    private async Task IsNotKnown(Func<string, Task> asked)
    {
        var since = Stopwatch.GetTimestamp();
        string[] refusals;
        do
        {
            Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, Patience);
            refusals = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ => (await Assert.ThrowsAnyAsync<ServiceUnavailableException>(() => asked($"nobody-{Interlocked.Increment(ref _asked)}"))).Code!));
        }
        while (!refusals.Contains(ProblemCode.ClusterUnreachable));
    }

    private static async Task Matches(SiloProcess silo) => Assert.True((await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);

    /// <summary>Null where it was refused.</summary>
    private static async Task<bool?> Matched(SiloProcess silo)
    {
        try
        {
            return (await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch;
        }
        catch (MoteClientException)
        {
            return null;
        }
    }

    /// <summary>Asks until it is refused for being cut off; whatever it decides until then it decides in time.</summary>
    private static async Task<MoteClientException> Refusal(SiloProcess silo, long alone)
    {
        while (true)
        {
            var asked = Stopwatch.GetElapsedTime(alone);
            try
            {
                await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled);
                Assert.InRange(asked, TimeSpan.Zero, Lease);
            }
            catch (MoteClientException refusal) when (refusal.Code == ProblemCode.ClusterUnreachable)
            {
                return refusal;
            }
            catch (MoteClientException) when (asked < Patience)
            {
                // Its grain was on the other, which nobody can put out while the table is down.
            }
        }
    }

    private static async Task<string> Ready(SiloProcess silo)
    {
        using var caller = silo.Caller();
        using var answer = await caller.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }
}
