using System.Diagnostics;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A lock that closed at a silo which is killed lasts as long at one whose day is an hour later, and so it does the other way round.</summary>
public sealed class LockOfAnotherDayTests(ITestOutputHelper output)
{
    private const int MostNonMatches = 2;

    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // What the kill and the answer take, and more.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Takes", "long")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lock_WhereTheSiloIsKilled_LastsAsLongByAnyDay(bool isLaterFirst)
    {
        await using var cluster = await SiloCluster.Start(
            1,
            settings: [("Mote:Lockout:MostNonMatches", $"{MostNonMatches}"), ("Mote:Lockout:FirstMinutes", $"{Lock.TotalMinutes:F0}")],
            cancellationToken: Cancelled);
        var later = cluster.Next(null, WallClock.Ahead(TimeSpan.FromHours(1)));
        await later.Start();
        var (closes, takesUp) = isLaterFirst ? (later, cluster.Silos[0]) : (cluster.Silos[0], later);

        // Where a person is activated is drawn by lot: enough that some are at either.
        var people = Enumerable.Range(0, 8).Select(person => $"person-{person}").ToArray();
        foreach (var person in people)
        {
            await closes.Client.EnrolAsync(person, DemoPeople.Photo(0, 0), cancellationToken: Cancelled);
            for (var i = 0; i < MostNonMatches; i++)
                Assert.False((await closes.Client.VerifyAsync(person, DemoPeople.Photo(1, 0), Cancelled)).IsMatch);
        }

        var closed = Stopwatch.GetTimestamp();
        await closes.Kill();
        foreach (var person in people)
        {
            var left = await LeftOf(person);
            var expected = Lock - Stopwatch.GetElapsedTime(closed);
            output.WriteLine($"{person}: {left.TotalSeconds:F0} s left, {expected.TotalSeconds:F0} of them for sure");
            // The first of them closed a while before the last.
            Assert.InRange(left, expected - TimeSpan.FromMinutes(2), expected + Slack);
        }

        async Task<TimeSpan> LeftOf(string person)
        {
            while (true)
            {
                try
                {
                    var said = await takesUp.Client.VerifyAsync(person, DemoPeople.Photo(0, 0), Cancelled);
                    Assert.Fail($"{person} is locked, and was answered {said.IsMatch}");
                }
                catch (LockedOutException locked)
                {
                    return locked.RetryAfter;
                }
                catch (MoteClientException) when (Stopwatch.GetElapsedTime(closed) < Patience)
                {
                    // The killed one is not known to be dead yet.
                }
            }
        }
    }
}
