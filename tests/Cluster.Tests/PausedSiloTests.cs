using System.Diagnostics;
using System.Net;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>
/// A silo that stood still for longer than it takes to be declared dead, and whose day is an hour later than the others', goes
/// on as if nothing had been: nothing that was changed meanwhile is undone, decided otherwise, or opened by a key that is revoked.
/// </summary>
public sealed class PausedSiloTests(ITestOutputHelper output)
{
    private const int People = 8;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Takes", "long")]
    public async Task Paused_AndContinued_DecidesAndWritesNothingThatIsNotSoAnyMore()
    {
        var later = WallClock.Ahead(TimeSpan.FromHours(1));
        await using var cluster = await SiloCluster.Start(2, settings: [("Mote:Cluster:DecideSeconds", $"{Lease.TotalSeconds:F0}"), ("Mote:Edge:MostRefused", "100000")], cancellationToken: Cancelled);
        var (one, two, paused) = (cluster.Silos[0], cluster.Silos[1], cluster.Next(null, later));
        await paused.Start();
        // Some of them live at each: all are asked for at the one that will stand still.
        for (var person = 0; person < People; person++)
        {
            await paused.Client.EnrolAsync(Name(person), DemoPeople.Photo(0, 0), cancellationToken: Cancelled);
            Assert.True((await paused.Client.VerifyAsync(Name(person), DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
        }

        var key = await one.Client.ApiKeys.MakeAsync(new NewApiKey("gate", [Scope.Verify]), Cancelled);
        while (await Opens(paused, key.Secret) != HttpStatusCode.OK)
            await Task.Yield();

        await paused.Pause();
        var since = Stopwatch.GetTimestamp();
        await Done(since, () => one.Client.ApiKeys.RevokeAsync("gate", Cancelled));
        for (var person = 0; person < People; person++)
        {
            var name = Name(person);
            if (person % 2 == 0)
                await Done(since, async () => Assert.True(await one.Client.EraseAsync(name, Cancelled) || await one.Client.FindAsync(name, Cancelled) is null));
            else
                await Done(since, () => two.Client.ReenrolAsync(name, DemoPeople.Photo(1, 0), new EnrolmentSettings { Force = true }, cancellationToken: Cancelled));
        }

        output.WriteLine($"all changed at the others {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s after one stood still");
        while (Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(30))
            Assert.Equal(HttpStatusCode.Unauthorized, await Opens(two, key.Secret));

        await paused.Continue();
        var (goesOn, answered) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(goesOn) < TimeSpan.FromSeconds(10) && paused.IsRunning)
        {
            for (var person = 0; person < People; person++)
                answered += await IsDecidedAsItIs(paused, Name(person), person % 2 == 0) ? 1 : 0;
            Assert.NotEqual(HttpStatusCode.OK, await Opens(paused, key.Secret));
        }

        output.WriteLine($"{answered} answers of the one that stood still, which {(paused.IsRunning ? "runs on" : "ended by itself")} {Stopwatch.GetElapsedTime(goesOn).TotalSeconds:F1} s after it went on");
        if (!paused.IsRunning)
            await paused.Start();
        foreach (var silo in cluster.Silos)
        {
            for (var person = 0; person < People; person++)
            {
                while (!await IsDecidedAsItIs(silo, Name(person), person % 2 == 0))
                    Assert.InRange(Stopwatch.GetElapsedTime(goesOn), TimeSpan.Zero, Patience);
            }
        }

        Assert.True((await one.Client.CheckAuditAsync(Cancelled)).IsWhole);
    }

    private static string Name(int person) => $"person-{person}";

    /// <summary>False where it says nothing of it.</summary>
    private static async Task<bool> IsDecidedAsItIs(SiloProcess silo, string person, bool isErased)
    {
        try
        {
            Assert.False((await silo.Client.VerifyAsync(person, DemoPeople.Photo(0, 0), Cancelled)).IsMatch, $"{person} is as before");
            Assert.False(isErased, $"{person} is erased");
            return true;
        }
        catch (NotEnrolledException)
        {
            Assert.True(isErased, $"{person} is enrolled");
            return true;
        }
        catch (MoteClientException)
        {
            return false;
        }
    }

    private static async Task Done(long since, Func<Task> change)
    {
        while (true)
        {
            try
            {
                await change();
                return;
            }
            catch (MoteClientException failure) when (failure is ServiceUnavailableException && Stopwatch.GetElapsedTime(since) < Patience)
            {
                // Whoever knew is the one that stands still, and is not dead yet.
            }
        }
    }

    private static async Task<HttpStatusCode?> Opens(SiloProcess silo, string key)
    {
        using var caller = new HttpClient { BaseAddress = silo.Address, Timeout = TimeSpan.FromSeconds(10) };
        using var form = new MultipartFormDataContent { { new ByteArrayContent(DemoPeople.Photo(0, 0)), "photo", "photo.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/identities/{Name(0)}/verify") { Content = form, Headers = { Authorization = new("Bearer", key) } };
        try
        {
            using var answer = await caller.SendAsync(request, Cancelled);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
