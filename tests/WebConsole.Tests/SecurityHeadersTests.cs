using System.Net;

namespace Mote.WebConsole.Tests;

public sealed class SecurityHeadersTests(ConsoleFixture console)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData("/people", HttpStatusCode.OK)]
    [InlineData("/people/nobody", HttpStatusCode.NotFound)]
    [InlineData("/people/not%20a%20name", HttpStatusCode.BadRequest)]
    [InlineData("/no/such/page", HttpStatusCode.NotFound)]
    public async Task EveryPage_ForbidsWhatItDoesNotNeed(string address, HttpStatusCode status)
    {
        using var visitor = address == "/sign-in" ? new Visitor(console.Silo) : await Visitor.SignedIn(console.Silo);
        using var answer = await visitor.Get(address);
        Assert.Equal((status, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'; base-uri 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("camera=(self)", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.DoesNotContain(" style=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        Assert.Equal(address != "/sign-in", text.Contains("Sign out", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/v1/identities")]
    [InlineData("/v1/no-such-address")]
    [InlineData("/openapi/v2.json")]
    public async Task Api_AskedByABrowser_AnswersAsEver(string address)
    {
        using var visitor = new Visitor(console.Silo);
        using var answer = await visitor.Get(address);
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.False(answer.Headers.Contains("Content-Security-Policy"));
    }

    [Fact]
    public async Task Assets_AreKeptByTheirHash_AndNothingElseIsServed()
    {
        using var visitor = new Visitor(console.Silo);
        var address = "/" + System.Text.RegularExpressions.Regex.Match(await visitor.Text("/sign-in"), "assets/mote.css\\?v=[0-9a-f]{16}").Value;
        using var style = await visitor.Get(address);
        Assert.Equal((HttpStatusCode.OK, "text/css"), (style.StatusCode, style.Content.Headers.ContentType?.MediaType));
        Assert.Contains("immutable", style.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var stale = await visitor.Get("/assets/mote.css?v=0");
        Assert.True(stale.Headers.CacheControl!.NoCache);
        using var other = await visitor.Get("/assets/Mote.WebConsole.dll");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task OpenApi_NamesNoPage()
    {
        using var http = console.Silo.Api();
        var document = await http.GetStringAsync("/openapi/v1.json", Cancelled);
        Assert.Contains("/v1/identities", document, StringComparison.Ordinal);
        Assert.DoesNotContain("/people", document, StringComparison.Ordinal);
        Assert.DoesNotContain("/sign-in", document, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Console_SwitchedOff_IsNotThere()
    {
        await using var silo = await Harbour.Start(("Mote:Console:IsEnabled", "false"));
        using var visitor = new Visitor(silo);
        using var page = await visitor.Get("/sign-in");
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        using var http = silo.Api();
        using var api = await http.GetAsync("/v1/identities", Cancelled);
        Assert.Equal(HttpStatusCode.OK, api.StatusCode);
    }
}
