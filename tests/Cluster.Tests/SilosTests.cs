using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>Several silos are one: what is done at one holds at all of them, and goes on without any of them.</summary>
public sealed class SilosTests(ITestOutputHelper output)
{
    internal const string Subject = "ada";

    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HonouredWithin = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThreeSilos_AreOne_KeepStrangersOut_AndGoOnWithoutOneOfThem()
    {
        await using var cluster = await SiloCluster.Start(3, cancellationToken: Cancelled);
        var (one, two, three) = (cluster.Silos[0], cluster.Silos[1], cluster.Silos[2]);
        await DoneAtOne_HoldsAtAll(cluster);
        Assert.Equal(new[] { one.Address.Port, cluster.Ports[0] }.Order(), ListeningSockets.PortsOf(one.Id).Order());

        // Somebody who can write to the table, and has all else that silos share, but no certificate of their authority.
        var foreign = cluster.Foreign();
        var stranger = cluster.Next(foreign, ("Mote:Cluster:Certificate:AuthoritiesPath", foreign.Path));
        stranger.Launch();
        await one.Says("A stranger is not let into the cluster");
        await Assert.ThrowsAnyAsync<Exception>(() => stranger.Client.VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled));
        await stranger.Kill();

        // Through an SDK that knows all of them no request fails: while one is told to stop, nor while one is killed.
        await using var door = SiloCluster.Door(three, one, two);
        await AllMatch(door, meanwhile: async () =>
        {
            Assert.Equal(0, await three.Stop());
            await three.Start();
        });
        await three.Kill();
        var killed = Stopwatch.GetTimestamp();
        Assert.True((await Client(door).VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
        output.WriteLine($"answered through the SDK {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s after the first that it knows was killed");
        foreach (var silo in new[] { one, two })
        {
            foreach (var person in new[] { 0, 2, 3, 4, 5 })
                await Verified(silo, NameOf(person), person, killed);
        }

        output.WriteLine($"all verified at both {Stopwatch.GetElapsedTime(killed).TotalSeconds:F1} s after the third was killed");
        await two.Client.EnrolAsync(NameOf(6), DemoPeople.Photo(6, 0), cancellationToken: Cancelled);
        Assert.True((await one.Client.VerifyAsync(NameOf(6), DemoPeople.Photo(6, 0), Cancelled)).IsMatch);
        Assert.True((await one.Client.CheckAuditAsync(Cancelled)).IsWhole);
    }

    internal static async Task DoneAtOne_HoldsAtAll(SiloCluster cluster)
    {
        for (var person = 0; person < 6; person++)
            await cluster.Silos[person % cluster.Silos.Count].Client.EnrolAsync(NameOf(person), DemoPeople.Photo(person, 0), cancellationToken: Cancelled);
        foreach (var silo in cluster.Silos)
        {
            Assert.True((await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
            Assert.False((await silo.Client.VerifyAsync(Subject, DemoPeople.Photo(1, 0), Cancelled)).IsMatch);
            Assert.Equal(6, await silo.Client.CountAsync(Cancelled));
        }

        var (first, last) = (cluster.Silos[0], cluster.Silos[^1]);
        var made = await first.Client.ApiKeys.MakeAsync(new NewApiKey("north-gate", [Scope.Verify]), Cancelled);
        await Answered(last, made.Secret, HttpStatusCode.OK);
        Assert.True(await last.Client.EraseAsync(NameOf(1), Cancelled));
        await first.Client.ApiKeys.RevokeAsync("north-gate", Cancelled);
        await Answered(last, made.Secret, HttpStatusCode.Unauthorized);
        foreach (var silo in cluster.Silos)
            await Assert.ThrowsAsync<NotEnrolledException>(() => silo.Client.VerifyAsync(NameOf(1), DemoPeople.Photo(1, 0), Cancelled));
    }

    private static async Task AllMatch(ServiceProvider door, Func<Task> meanwhile)
    {
        var other = meanwhile();
        var decisions = 0;
        while (!other.IsCompleted)
        {
            Assert.True((await Client(door).VerifyAsync(Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
            decisions++;
        }

        await other;
        Assert.InRange(decisions, 10, int.MaxValue);
    }

    private static MoteClient Client(ServiceProvider door) => door.GetRequiredService<MoteClient>();

    private static string NameOf(int person) => person == 0 ? Subject : $"person-{person}";

    private static async Task Answered(SiloProcess silo, string key, HttpStatusCode expected)
    {
        var start = Stopwatch.GetTimestamp();
        // When it was asked, and not when the answer came.
        for (var asked = TimeSpan.Zero; await Asked(silo, key) != expected; asked = Stopwatch.GetElapsedTime(start))
            Assert.InRange(asked, TimeSpan.Zero, HonouredWithin);
    }

    private static async Task<HttpStatusCode> Asked(SiloProcess silo, string key)
    {
        using var caller = new HttpClient { BaseAddress = silo.Address };
        using var form = new MultipartFormDataContent { { new ByteArrayContent(DemoPeople.Photo(0, 0)), "photo", "photo.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/identities/{Subject}/verify") { Content = form, Headers = { Authorization = new("Bearer", key) } };
        using var answer = await caller.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private static async Task Verified(SiloProcess silo, string subject, int person, long killed)
    {
        while (true)
        {
            try
            {
                Assert.True((await silo.Client.VerifyAsync(subject, DemoPeople.Photo(person, 0), Cancelled)).IsMatch);
                return;
            }
            catch (MoteClientException) when (Stopwatch.GetElapsedTime(killed) < BackWithin)
            {
                // Its grain was on the silo that was killed.
            }
        }
    }
}
