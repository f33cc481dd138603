using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests.Credentials;

/// <summary>Wrong keys are held up by where they come from, at the edge as it is, and whoever has a right one is not.</summary>
public sealed class RefusedCredentialsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-silo-");
    private readonly ClockAhead _clock = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task AThousandWrongKeys_AreHeldUpAndNobodyElseIs()
    {
        await using var silo = await Start();
        using var right = FromAddress.Caller(silo, "127.0.0.1", TwoRealms.Key);
        for (var i = 0; i < 1000; i++)
        {
            var (status, problem) = await Try(silo, "127.0.0.1", $"wrong-key-{i}");
            Assert.Equal(i < 10 ? (HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated) : (HttpStatusCode.TooManyRequests, ProblemCode.TooManyAttempts), (status, problem.Code));
            // Behind the same address.
            if (i % 100 == 50)
                Assert.Equal(HttpStatusCode.OK, (await right.GetAsync("/v1/identities", Cancelled)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "127.0.0.2", "wrong-elsewhere")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "::1", "wrong-by-six")).Status);

        using var wrong = FromAddress.Caller(silo, "127.0.0.1", "wrong-once-more");
        using var held = await wrong.GetAsync("/v1/identities", Cancelled);
        var wait = held.Headers.RetryAfter!.Delta!.Value;
        Assert.InRange(wait.TotalSeconds, 1, 60);
        Assert.Equal(wait.TotalSeconds, Math.Ceiling((await TwoRealms.ProblemOf(held)).RetryAfterSeconds!.Value));
        _clock.Advance(wait);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "127.0.0.1", "wrong-again")).Status);
    }

    [Fact]
    public async Task Trail_OfTheFirstKeysRealm_HasNetworksAndCountsAndNoKey()
    {
        await using var silo = await Start();
        for (var i = 0; i < 20; i++)
            await Try(silo, "127.0.0.1", "a-key-that-is-nobodys");
        var first = await Told(silo, TwoRealms.Key, 1);
        Assert.Equal((AuditOutcome.Refused, ProblemCode.Unauthenticated, "", "127.0.0.0/24", 1), (first[0].Outcome, first[0].Code, first[0].Caller, first[0].From, first[0].Times));

        _clock.Advance(TimeSpan.FromMinutes(15));
        await Try(silo, "::1", "another");
        var told = await Told(silo, TwoRealms.Key, 3);
        Assert.Equal([("::/48", 1), ("127.0.0.0/24", 19), ("127.0.0.0/24", 1)], told.Select(entry => (entry.From, entry.Times)));
        Assert.True((await (await Call(silo, TwoRealms.Key, "/v1/audit/check")).Content.ReadFromJsonAsync(ProtocolJson.Default.AuditCheck, Cancelled))!.IsWhole);
        Assert.Empty(await Told(silo, TwoRealms.OtherKey, 0));

        using var page = await Call(silo, TwoRealms.Key, "/v1/audit?limit=1000");
        var text = await page.Content.ReadAsStringAsync(Cancelled);
        Assert.DoesNotContain("nobodys", text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
    }

    /// <summary>What was not told yet when the silo stops is in the trail after it.</summary>
    [Fact]
    public async Task Trail_SiloStops_HasAllOfThem()
    {
        await using (var silo = await Start())
        {
            for (var i = 0; i < 20; i++)
                await Try(silo, "127.0.0.1", $"wrong-{i}");
        }

        await using var again = await Start();
        Assert.Equal(20, (await Told(again, TwoRealms.Key, 2)).Sum(entry => entry.Times));
    }

    [Fact]
    public async Task OneWrongKey_FromManyAddresses_IsHeldUpEverywhere()
    {
        await using var silo = await Start();
        for (var i = 1; i <= 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, $"127.0.1.{i}", "revoked")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(silo, "127.0.1.11", "revoked")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "127.0.1.11", "another")).Status);
    }

    [Fact]
    public async Task ExpiredKey_IsCountedAsAnyWrongOne()
    {
        await using var silo = await Start(("Mote:ApiKeys:2:Expires", _clock.GetUtcNow().AddMinutes(-1).ToString("O")));
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "127.0.0.1", TwoRealms.DoorKey)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(silo, "127.0.0.1", TwoRealms.DoorKey)).Status);
    }

    [Fact]
    public async Task ClaimOfAnotherDoor_IsCountedAndItsOwnGoesOn()
    {
        await using var silo = await Start();
        for (var i = 0; i < 11; i++)
        {
            using var claims = FromAddress.Caller(silo, "127.0.0.1", TwoRealms.NorthKey);
            claims.DefaultRequestHeaders.Add("Mote-Door", $"south-{i}");
            using var refused = await claims.PostAsync("/v1/identities/nobody/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);
            Assert.Equal(i < 10 ? ProblemCode.Forbidden : ProblemCode.TooManyAttempts, (await TwoRealms.ProblemOf(refused)).Code);
        }

        using var own = FromAddress.Caller(silo, "127.0.0.1", TwoRealms.NorthKey);
        using var answered = await own.PostAsync("/v1/identities/nobody/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);
        Assert.Equal(ProblemCode.NotEnrolled, (await TwoRealms.ProblemOf(answered)).Code);
        var told = Assert.Single(await Told(silo, TwoRealms.Key, 1));
        Assert.Equal(("key of the north", ProblemCode.Forbidden), (told.Caller, told.Code));
    }

    [Fact]
    public async Task Forwarded_ByATrustedProxy_IsTheAddressAndByAnybodyElseIsNot()
    {
        await using var silo = await Start(("Mote:Edge:TrustedProxies:0", "127.0.0.2"), ("Mote:Edge:TrustedProxies:1", "127.0.3.0/24"));
        // Each says another address, and is one.
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "127.0.0.1", $"wrong-{i}", $"203.0.113.{i}")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(silo, "127.0.0.1", "wrong", "203.0.113.99")).Status);

        // The proxy's callers are apart, whatever they said before it.
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "127.0.0.2", $"wrong-by-proxy-{i}", $"198.51.100.{i}, 203.0.113.7")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(silo, "127.0.0.2", "wrong-by-proxy", "203.0.113.7")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "127.0.0.2", "wrong-by-proxy-8", "203.0.113.8")).Status);
        // Through one more.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(silo, "127.0.3.9", "wrong-by-two", "203.0.113.7, 127.0.0.2")).Status);

        // Of IPv6 a /64 is one.
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "127.0.0.2", $"wrong-by-six-{i}", $"2001:db8:0:1::{i}")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(silo, "127.0.0.2", "wrong-by-six", "2001:db8:0:1:ffff::")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Try(silo, "127.0.0.2", "wrong-by-six-next", "2001:db8:0:2::1")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(silo, "127.0.0.2", "wrong-by-four", "::ffff:203.0.113.7")).Status);
    }

    [Theory]
    [InlineData("Mote:Edge:TrustedProxies:0", "0.0.0.0/0", "everybody")]
    [InlineData("Mote:Edge:MostRefused", "0", "MostRefused")]
    [InlineData("ForwardedHeaders_Enabled", "true", "TrustedProxies")]
    public async Task Settings_Wrong_StopTheSiloAtStart(string setting, string value, string expected)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => Start((setting, value)));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private Task<TestSilo> Start(params (string, string?)[] settings) => TestSilo.Start(
        TwoRealms.Plan(_folder.FullName).With([("urls", "http://127.0.0.1:0;http://[::1]:0"), .. settings]) with { Services = services => services.AddSingleton<TimeProvider>(_clock) }, Cancelled);

    private static async Task<(HttpStatusCode Status, Problem Problem)> Try(TestSilo silo, string from, string key, string? says = null)
    {
        using var caller = FromAddress.Caller(silo, from, key, says);
        using var answer = await caller.GetAsync("/v1/identities", Cancelled);
        return (answer.StatusCode, await TwoRealms.ProblemOf(answer));
    }

    private static async Task<HttpResponseMessage> Call(TestSilo silo, string key, string path)
    {
        using var caller = TwoRealms.Caller(silo, key);
        return await caller.GetAsync(path, Cancelled);
    }

    /// <summary>What the trail was told, once it is so much: nobody's request waited for it.</summary>
    private static async Task<IReadOnlyList<AuditEntry>> Told(TestSilo silo, string key, int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            using var answer = await Call(silo, key, "/v1/audit?kind=credentials_refused");
            var page = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.AuditPage, Cancelled))!;
            if (page.Entries.Count >= count)
                return page.Entries;
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
