using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>
/// What one silo remembers counts at all of them: a photo whose answer was lost, wrong keys, who signed in, and what was counted
/// of a person whose grain moves. And an SDK that knows several does not wait for one that hangs.
/// </summary>
public sealed partial class OneMemoryTests(ITestOutputHelper output)
{
    private const int People = 6;
    private const int MostNonMatches = 10;
    private const int MostRefused = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Whom nobody's network takes for its person.
    private static byte[] Stranger => DemoPeople.Photo(7, 0);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Takes", "long")]
    public async Task ThreeSilos_CountTogether_AndTwoAnswerWhileTheThirdHangs()
    {
        await using var cluster = await SiloCluster.Start(3, cancellationToken: Cancelled);
        var (one, two, three) = (cluster.Silos[0], cluster.Silos[1], cluster.Silos[2]);
        for (var person = 0; person < People; person++)
            await cluster.Silos[person % 3].Client.EnrolAsync(NameOf(person), DemoPeople.Photo(person, 0), cancellationToken: Cancelled);

        await NonMatchesWhoseAnswersAreLost(one, two);
        await WrongKeys(cluster);
        await Sessions(cluster);

        await using var door = Door(one.Address, two.Address, three.Address);
        Assert.True((await Client(door).VerifyAsync(NameOf(0), DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
        await one.Pause();
        var paused = Stopwatch.GetTimestamp();
        // Were the one that hangs waited for, each would take all of the SDK's patience with an attempt.
        var took = await Task.WhenAll(Enumerable.Range(0, People).Select(async person =>
        {
            Assert.True((await Client(door).VerifyAsync(NameOf(person), DemoPeople.Photo(person, 0), Cancelled)).IsMatch);
            return Stopwatch.GetElapsedTime(paused);
        }));
        output.WriteLine($"answered after {string.Join(", ", took.Order().Select(time => $"{time.TotalSeconds:F1}"))} s");
        Assert.All(took, time => Assert.InRange(time, TimeSpan.Zero, Patience / 2));
        // Nobody is sent to it again.
        var since = Stopwatch.GetTimestamp();
        Assert.True((await Client(door).VerifyAsync(NameOf(0), DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
        output.WriteLine($"then in {Stopwatch.GetElapsedTime(since).TotalSeconds:F2} s");
        await one.Continue();
        await CountsOfASiloThatStops(two, three);
    }

    /// <summary>A grain that ends on one silo begins on another, with what was counted of its person.</summary>
    private static async Task CountsOfASiloThatStops(SiloProcess stays, SiloProcess stops)
    {
        foreach (var person in Enumerable.Range(0, People))
        {
            // Whatever was counted before is over.
            Assert.True((await stays.Client.VerifyAsync(NameOf(person), DemoPeople.Photo(person, 0), Cancelled)).IsMatch);
            for (var i = 1; i < MostNonMatches; i++)
                Assert.False((await stays.Client.VerifyAsync(NameOf(person), Stranger, Cancelled)).IsMatch);
        }

        Assert.Equal(0, await stops.Stop());
        foreach (var person in Enumerable.Range(0, People))
        {
            Assert.False((await stays.Client.VerifyAsync(NameOf(person), Stranger, Cancelled)).IsMatch);
            await Assert.ThrowsAsync<LockedOutException>(() => stays.Client.VerifyAsync(NameOf(person), DemoPeople.Photo(person, 0), Cancelled));
        }
    }

    /// <summary>The first silo decides, and its answer does not come: the second is asked as well, and tells the same.</summary>
    private static async Task NonMatchesWhoseAnswersAreLost(SiloProcess one, SiloProcess two)
    {
        for (var i = 1; i < MostNonMatches; i++)
        {
            await using var line = new Line(one.Address.Port);
            await using var door = Door(new Uri($"http://127.0.0.1:{line.Port}"), two.Address);
            line.HoldAnswers();
            Assert.False((await Client(door).VerifyAsync(NameOf(0), DemoPeople.Photo(1, 0), Cancelled)).IsMatch);
        }

        // Counted twice each, they had locked the person long ago.
        Assert.True((await two.Client.VerifyAsync(NameOf(0), DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
        var decisions = new List<AuditEntry>();
        await foreach (var entry in two.Client.AuditAsync(new AuditFilter { Subject = NameOf(0), Kind = AuditKind.Verified, Outcome = AuditOutcome.NonMatch }, Cancelled))
            decisions.Add(entry);
        Assert.Equal(MostNonMatches - 1, decisions.Count);
    }

    /// <summary>Whoever goes from silo to silo has no more tries than at one.</summary>
    private static async Task WrongKeys(SiloCluster cluster)
    {
        var refused = new List<HttpStatusCode>();
        for (var i = 0; i < 24; i++)
            refused.Add(await Asked(cluster.Silos[i % 3], $"wrong-{i}"));
        Assert.InRange(refused.Count(status => status == HttpStatusCode.Unauthorized), 3, MostRefused);
        Assert.Equal(24, refused.Count(status => status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests));
        foreach (var silo in cluster.Silos)
            Assert.Equal(HttpStatusCode.OK, await Asked(silo, SiloProcess.OwnKey));
    }

    private static async Task<HttpStatusCode> Asked(SiloProcess silo, string key)
    {
        using var caller = new HttpClient { BaseAddress = silo.Address, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        using var answer = await caller.GetAsync(new Uri("/v1/identities", UriKind.Relative), Cancelled);
        return answer.StatusCode;
    }

    /// <summary>Whoever signed in at one is signed in at all, and a form of one is taken by another.</summary>
    private static async Task Sessions(SiloCluster cluster)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        // Cookies are of a host, whatever the port.
        using var browser = new HttpClient(handler) { DefaultRequestHeaders = { { "Accept", "text/html" } } };
        var token = TokenField().Match(await browser.GetStringAsync(new Uri(cluster.Silos[0].Address, "/sign-in"), Cancelled)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("key", SiloProcess.OwnKey), new("returnUrl", "")]);
        using var signedIn = await browser.PostAsync(new Uri(cluster.Silos[1].Address, "/sign-in"), form, Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        foreach (var silo in cluster.Silos)
        {
            using var page = await browser.GetAsync(new Uri(silo.Address, "/people"), Cancelled);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }

        using var stranger = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { DefaultRequestHeaders = { { "Accept", "text/html" } } };
        using var turned = await stranger.GetAsync(new Uri(cluster.Silos[2].Address, "/people"), Cancelled);
        Assert.Equal(HttpStatusCode.Redirect, turned.StatusCode);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();

    private static ServiceProvider Door(Uri first, params Uri[] others) => new ServiceCollection().AddMoteClient(options =>
    {
        (options.Address, options.ApiKey, options.Retries, options.AttemptTimeout) = (first, SiloProcess.OwnKey, 10, Patience);
        foreach (var other in others)
            options.OtherAddresses.Add(other);
    }).BuildServiceProvider();

    private static MoteClient Client(ServiceProvider door) => door.GetRequiredService<MoteClient>();

    private static string NameOf(int person) => $"person-{person}";
}
