using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mote.Console.Access;
using Mote.Console.Hosting;

namespace Mote.Console.Tests;

public sealed class AccessTests(ConsoleFixture console)
{
    // Every route of both edges, and what it asks for. Whatever is added must be added here, and thought about.
    private static readonly string[] Table =
    [
        "DELETE /v1/identities/{subject} Erase",
        "DELETE /v1/identities/{subject}/lockout Unlock",
        "DELETE /v1/identities/{subject}/re-enrolment-request RequestReenrolment",
        "GET / open",
        "GET /activity Audit",
        "GET /assets/{name} open",
        "GET /enrol Enrol",
        "GET /fairness Fairness",
        "GET /openapi/{documentName}.json Known",
        "GET /people People",
        "GET /people/{subject} People",
        "GET /people/{subject}/enrolments/{operation:guid} Enrol",
        "GET /people/{subject}/enrolments/{operation:guid}/progress Enrol",
        "GET /people/{subject}/erase Erase",
        "GET /people/{subject}/re-enrol Reenrol",
        "GET /people/{subject}/roll-back RollBack",
        "GET /privacy Privacy",
        "GET /re-enrolments RequestReenrolment",
        "GET /sign-in open",
        "GET /sign-in/provider open",
        "GET /system System",
        "GET /v1/audit/ Audit",
        "GET /v1/audit/check Audit",
        "GET /v1/fairness Fairness",
        "GET /v1/identities/ People",
        "GET /v1/identities/{subject} People",
        "GET /v1/identities/{subject}/operations/{operation:guid} Enrol",
        "GET /v1/keys/ MasterKeys",
        "GET /v1/keys/rotation MasterKeys",
        "GET /v1/re-enrolment-requests/ RequestReenrolment",
        "GET /verify Verify",
        "POST /enrol Enrol",
        "POST /fairness Fairness",
        "POST /people/{subject}/erase Erase",
        "POST /people/{subject}/re-enrol Reenrol",
        "POST /people/{subject}/re-enrolment-request RequestReenrolment",
        "POST /people/{subject}/re-enrolment-request/withdraw RequestReenrolment",
        "POST /people/{subject}/roll-back RollBack",
        "POST /people/{subject}/unlock Unlock",
        "POST /quality Verify",
        "POST /re-enrolments RequestReenrolment",
        "POST /sign-in open",
        "POST /sign-out Known",
        "POST /v1/audit/check Audit",
        "POST /v1/identities/{subject}/explain Explain",
        "POST /v1/identities/{subject}/not Exclude",
        "POST /v1/identities/{subject}/re-enrol Reenrol",
        "POST /v1/identities/{subject}/roll-back RollBack",
        "POST /v1/identities/{subject}/verify Verify",
        "POST /v1/keys/rotation MasterKeys",
        "POST /v1/re-enrolment-requests/ RequestReenrolment",
        "POST /verify Verify",
        "PUT /v1/identities/{subject} Enrol",
        "PUT /v1/identities/{subject}/re-enrolment-request RequestReenrolment",
        "any /health/live open",
        "any /health/ready open",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IEnumerable<Route> Routes => console.Silo.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"]).Select(method => new Route(
            method,
            endpoint.RoutePattern.RawText!,
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
            endpoint.Metadata.GetMetadata<NeededScope>()?.Scope,
            endpoint.Metadata.GetMetadata<ConsoleRoute>() is not null)));

    private IEnumerable<Route> Closed => Routes.Where(route => !route.IsOpen);

    [Fact]
    public void EveryRoute_StandsInTheTable() =>
        Assert.Equal(Table, Routes.Select(route => $"{route.Method} {route.Pattern} {(route.IsOpen ? "open" : route.Scope?.ToString() ?? "closed")}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task EveryRoute_AsksWhoIsThere()
    {
        using var visitor = new Visitor(console.Silo);
        foreach (var route in Closed)
        {
            using var answer = await Ask(visitor, route, key: null);
            if (route.IsPage)
                Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (answer.StatusCode, answer.Headers.Location?.AbsolutePath));
            else
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task EveryRoute_WithADoorsKey_AnswersWhatADoorMayAndForbidsTheRest()
    {
        await console.Silo.Enrol("guarded", 60);
        using var visitor = await Visitor.SignedIn(console.Silo, Harbour.GateKey);
        foreach (var route in Closed.Where(route => route.Pattern != "/sign-out"))
        {
            using var answer = await Ask(visitor, route, Harbour.GateKey, subject: "guarded");
            if (route.Scope is Scope.Known or Scope.Verify or Scope.Explain)
            {
                Assert.False(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{route} {await answer.Content.ReadAsStringAsync(Cancelled)}");
            }
            else
            {
                Assert.Equal((route, HttpStatusCode.Forbidden), (route, answer.StatusCode));
                Assert.Contains(route.IsPage ? "<h1>Forbidden</h1>" : "\"code\":\"forbidden\"", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
            }
        }

        // Nothing was erased, replaced or locked, and the door goes on.
        Assert.Equal(HttpStatusCode.OK, await console.Silo.Verify("guarded", Faces.Of(60, 1)));
        var page = await visitor.Text("/verify");
        Assert.DoesNotContain("/people", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/fairness", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryRoute_WithAnOperatorsKey_Answers()
    {
        using var visitor = await Visitor.SignedIn(console.Silo);
        foreach (var route in Closed.Where(route => route.Pattern != "/sign-out"))
        {
            using var answer = await Ask(visitor, route, Harbour.OperatorKey);
            Assert.False(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{route} {await answer.Content.ReadAsStringAsync(Cancelled)}");
        }
    }

    [Fact]
    public async Task Edges_TakeEachTheirOwnCredential()
    {
        using var visitor = await Visitor.SignedIn(console.Silo);
        foreach (var route in Closed.Where(route => !route.IsPage))
        {
            using var answer = await Ask(visitor, route, key: null);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var http = console.Silo.Api();
        foreach (var route in Closed.Where(route => route is { IsPage: true, Method: "GET" }))
        {
            using var answer = await http.GetAsync(route.Address("somebody"), Cancelled);
            Assert.Equal("/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
        }
    }

    [Fact]
    public async Task EveryForm_WithoutItsToken_IsRefused()
    {
        await console.Silo.Enrol("forged", 61);
        using var visitor = await Visitor.SignedIn(console.Silo);
        foreach (var route in Routes.Where(route => route is { IsPage: true, Method: "POST" }))
        {
            using var answer = await Ask(visitor, route, key: null, subject: "forged");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("load the page again", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }

        await visitor.Text("/people/forged");
    }

    [Fact]
    public async Task EveryForm_WithAnothersToken_IsRefused()
    {
        await console.Silo.Enrol("kept", 62);
        using var gate = await Visitor.SignedIn(console.Silo, Harbour.GateKey);
        using var visitor = await Visitor.SignedIn(console.Silo);
        using var answer = await visitor.Post("/people/kept/erase", ("__RequestVerificationToken", await gate.Token("/verify")), ("confirmation", "kept"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await visitor.Text("/people/kept");
    }

    [Fact]
    public async Task Realms_AreSeparate()
    {
        await console.Silo.Enrol("harboured", 63);
        using var visitor = await Visitor.SignedIn(console.Silo, Harbour.OtherKey);
        Assert.DoesNotContain("harboured", await visitor.Text("/people"), StringComparison.Ordinal);
        using var person = await visitor.Get("/people/harboured");
        Assert.Equal(HttpStatusCode.NotFound, person.StatusCode);
        using var erasure = await visitor.Post("/verify", "/people/harboured/erase", ("confirmation", "harboured"));
        Assert.Equal(HttpStatusCode.NotFound, erasure.StatusCode);
    }

    /// <summary>Asks a page as the visitor who is signed in, and the API with a key.</summary>
    private static async Task<HttpResponseMessage> Ask(Visitor visitor, Route route, string? key, string subject = "somebody")
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Address(subject));
        if (route is { IsPage: true, Method: "POST" })
            request.Content = new FormUrlEncodedContent([new("confirmation", "forged")]);
        else if (route.Method is "POST" or "PUT")
            request.Content = new MultipartFormDataContent { { new ByteArrayContent([0, 1, 2]), "photo", "photo.jpg" } };
        if (key is not null && !route.IsPage)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await visitor.Send(request);
    }

    private sealed record Route(string Method, string Pattern, bool IsOpen, Scope? Scope, bool IsPage)
    {
        public string Address(string subject) => Pattern
            .Replace("{subject}", subject, StringComparison.Ordinal)
            .Replace("{operation:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal);
    }
}
