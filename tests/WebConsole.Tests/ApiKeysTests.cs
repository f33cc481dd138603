using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mote.Protocol;

namespace Mote.WebConsole.Tests;

public sealed partial class ApiKeysTests(ConsoleFixture console)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_IsShownOnce_SignsInAndIsOverWhenItIsRevoked()
    {
        using var chief = await Visitor.SignedIn(console.Silo, Harbour.ChiefKey);
        using var answer = await chief.Post("/api-keys", "/api-keys", ("name", "hall"), ("scopes", "verify"), ("scopes", "people"), ("doors", "hall, yard"), ("expires", "2100-01-31"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        var secret = Secret().Match(page).Groups[1].Value;
        Assert.Equal(48, secret.Length);
        var listed = await chief.Text("/api-keys");
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);
        Assert.Contains("verify, people", listed, StringComparison.Ordinal);
        Assert.Contains("hall, yard", listed, StringComparison.Ordinal);

        using var hall = await Visitor.SignedIn(console.Silo, secret);
        await hall.Text("/people");
        using var http = console.Silo.Api(secret);
        http.DefaultRequestHeaders.Add("Mote-Door", "hall");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/v1/identities", Cancelled)).StatusCode);

        Assert.Contains("Revoke hall?", await chief.Text("/api-keys/hall/revoke"), StringComparison.Ordinal);
        using var revoked = await chief.Post("/api-keys/hall/revoke", "/api-keys/hall/revoke");
        Assert.Equal("/api-keys?revoked=hall", revoked.Headers.Location?.OriginalString);
        Assert.Contains("hall is revoked: it opens nothing any more.", await chief.Text("/api-keys?revoked=hall"), StringComparison.Ordinal);
        using var over = await hall.Get("/people");
        Assert.Equal("/sign-in", over.Headers.Location?.AbsolutePath);

        // On every route of the API, as any key of nobody.
        foreach (var route in console.Silo.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal)))
        {
            foreach (var method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), route.RoutePattern.RawText!.Replace("{subject}", "ada", StringComparison.Ordinal).Replace("{name}", "hall", StringComparison.Ordinal).Replace("{operation:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal));
                using var refused = await http.SendAsync(request, Cancelled);
                Assert.Equal((request.RequestUri, HttpStatusCode.Unauthorized), (request.RequestUri, refused.StatusCode));
            }
        }
    }

    [Fact]
    public async Task Make_WhatCannotBe_SaysWhyAndKeepsWhatWasTyped()
    {
        using var keys = await Visitor.SignedIn(console.Silo, Harbour.KeyOf(Scope.ApiKeys));
        // What the caller lacks is not offered, and not granted.
        Assert.DoesNotContain("value=\"erase\"", await keys.Text("/api-keys"), StringComparison.Ordinal);
        using var lacking = await keys.Post("/api-keys", "/api-keys", ("name", "eraser"), ("scopes", "erase"));
        Assert.Equal(HttpStatusCode.Forbidden, lacking.StatusCode);
        using var nameless = await keys.Post("/api-keys", "/api-keys", ("name", "two words"), ("scopes", "api-keys"), ("doors", "hall"));
        Assert.Equal(HttpStatusCode.BadRequest, nameless.StatusCode);
        var page = await nameless.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("value=\"two words\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"hall\"", page, StringComparison.Ordinal);
        Assert.Contains("A key is named with 1 to 128", page, StringComparison.Ordinal);
        using var configured = await keys.Get("/api-keys/reception/revoke");
        Assert.Equal(HttpStatusCode.NotFound, configured.StatusCode);
    }

    [GeneratedRegex("<code class=\"secret\">(mote_[A-Za-z0-9_-]+)</code>")]
    private static partial Regex Secret();
}
