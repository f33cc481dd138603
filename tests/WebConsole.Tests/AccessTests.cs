using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service.Permits;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.Tests;

public sealed class AccessTests(ConsoleFixture console)
{
    // Every route of both edges, and what it asks for. Whatever is added must be added here, and thought about.
    private static readonly string[] Table =
    [
        "DELETE /v1/api-keys/{name} api-keys",
        "DELETE /v1/identities/{subject} erase",
        "DELETE /v1/identities/{subject}/lockout unlock",
        "DELETE /v1/identities/{subject}/re-enrolment-request re-enrol",
        "DELETE /v1/realms/{name} realms",
        "GET / open",
        "GET /activity audit",
        "GET /api-keys api-keys",
        "GET /api-keys/{name}/revoke api-keys",
        "GET /assets/{name} open",
        "GET /enrol enrol",
        "GET /fairness fairness",
        "GET /metrics metrics",
        "GET /openapi/v1.json open",
        "GET /people people",
        "GET /people/{subject} people",
        "GET /people/{subject}/enrolments/{operation:guid} enrol, re-enrol, re-enrol-force",
        "GET /people/{subject}/enrolments/{operation:guid}/progress enrol, re-enrol, re-enrol-force",
        "GET /people/{subject}/erase erase",
        "GET /people/{subject}/re-enrol re-enrol, re-enrol-force",
        "GET /people/{subject}/roll-back roll-back",
        "GET /privacy audit",
        "GET /re-enrolments re-enrol",
        "GET /sign-in open",
        "GET /sign-in/provider open",
        "GET /system metrics",
        "GET /v1/api-keys/ api-keys",
        "GET /v1/audit/ audit",
        "GET /v1/audit/check audit",
        "GET /v1/fairness fairness",
        "GET /v1/identities/ people",
        "GET /v1/identities/{subject} people",
        "GET /v1/identities/{subject}/operations/{operation:guid} enrol, re-enrol, re-enrol-force",
        "GET /v1/keys/ metrics, master-keys",
        "GET /v1/keys/rotation master-keys",
        "GET /v1/re-enrolment-requests/ re-enrol",
        "GET /v1/realms/ realms",
        "GET /verify verify",
        "PATCH /v1/api-keys/{name} api-keys",
        "POST /api-keys api-keys",
        "POST /api-keys/{name}/revoke api-keys",
        "POST /enrol enrol",
        "POST /fairness fairness",
        "POST /people/{subject}/erase erase",
        "POST /people/{subject}/re-enrol re-enrol, re-enrol-force",
        "POST /people/{subject}/re-enrolment-request re-enrol",
        "POST /people/{subject}/re-enrolment-request/withdraw re-enrol",
        "POST /people/{subject}/roll-back roll-back",
        "POST /people/{subject}/unlock unlock",
        "POST /quality verify",
        "POST /re-enrolments re-enrol",
        "POST /sign-in open",
        "POST /sign-out known",
        "POST /v1/api-keys/ api-keys",
        "POST /v1/audit/check audit",
        "POST /v1/identities/{subject}/explain explain",
        "POST /v1/identities/{subject}/not exclude",
        "POST /v1/identities/{subject}/re-enrol re-enrol, re-enrol-force",
        "POST /v1/identities/{subject}/roll-back roll-back",
        "POST /v1/identities/{subject}/verify verify",
        "POST /v1/keys/rotation master-keys",
        "POST /v1/re-enrolment-requests/ re-enrol",
        "POST /v1/realms/ realms",
        "POST /verify verify",
        "PUT /v1/identities/{subject} enrol",
        "PUT /v1/identities/{subject}/re-enrolment-request re-enrol",
        "any /health/live open",
        "any /health/ready open",
    ];

    // The last is of the service's own keys alone, which have it with three others.
    public static TheoryData<Scope> Scopes => [.. Enum.GetValues<Scope>().Where(scope => scope != Scope.Realms)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IEnumerable<Route> Routes => console.Silo.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"]).Select(method => new Route(
            method,
            endpoint.RoutePattern.RawText!,
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
            endpoint.Metadata.GetMetadata<RoutePermit>(),
            endpoint.Metadata.GetMetadata<ConsoleRoute>() is not null)));

    private IEnumerable<Route> Closed => Routes.Where(route => !route.IsOpen);

    [Fact]
    public void EveryRoute_StandsInTheTable() =>
        Assert.Equal(Table, Routes.Select(route => $"{route.Method} {route.Pattern} {(route.IsOpen ? "open" : route.Permit is { } permit ? permit.Asked?.Scopes.ToString() ?? "known" : "closed")}").Order(StringComparer.Ordinal));

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
    public async Task EveryRoute_WithAGatesKey_AnswersWhatAGateMayAndForbidsTheRest()
    {
        await console.Silo.Enrol("guarded", 60);
        using var visitor = await Visitor.SignedIn(console.Silo, Harbour.GateKey);
        foreach (var route in Closed.Where(route => route.Pattern != "/sign-out"))
        {
            using var answer = await Ask(visitor, route, Harbour.GateKey, subject: "guarded");
            if (route.IsFor(ScopeSet.Of(Scope.Verify, Scope.Explain)))
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

    [Theory]
    [InlineData(Harbour.OperatorKey, "/people")]
    [InlineData(Harbour.GateKey, "/verify")]
    [InlineData(Harbour.AuditorKey, "/fairness")]
    public async Task SignIn_LeadsToTheFirstPageThatIsTheirs(string key, string first)
    {
        using var visitor = new Visitor(console.Silo);
        using var answer = await visitor.SignIn(key);
        Assert.Equal(first, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Verify_WithoutTheScopeToExplain_DecidesAndShowsNoHeatMap()
    {
        await console.Silo.Enrol("unexplained", 64);
        using var visitor = await Visitor.SignedIn(console.Silo, Harbour.KeyOf(Scope.Verify));
        using var form = new MultipartFormDataContent { { new StringContent(await visitor.Token("/verify")), "__RequestVerificationToken" }, { new StringContent("unexplained"), "subject" }, { new ByteArrayContent(Faces.Of(64, 1)), "photo", "photo.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/verify") { Content = form };
        using var answer = await visitor.Send(request);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("whoever has a right to explanations", page, StringComparison.Ordinal);
        Assert.Contains("class=\"verdict\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Heat map", page, StringComparison.Ordinal);
    }

    /// <summary>Whoever may not look people up is not told who is enrolled, and does what he may.</summary>
    [Fact]
    public async Task Pages_WithoutTheScopeToLook_TellNothingAndWork()
    {
        await console.Silo.Enrol("unseen", 65);
        await console.Silo.Reenrol("unseen", 65);
        using var renewer = await Visitor.SignedIn(console.Silo, Harbour.KeyOf(Scope.Reenrol));
        Assert.Equal((await renewer.Text("/people/unseen/re-enrol")).Replace("unseen", "nobody", StringComparison.Ordinal).Length, (await renewer.Text("/people/nobody/re-enrol")).Length);
        using var roller = await Visitor.SignedIn(console.Silo, Harbour.KeyOf(Scope.RollBack));
        using var rolledBack = await roller.Post("/people/unseen/roll-back", "/people/unseen/roll-back");
        Assert.Equal(HttpStatusCode.Redirect, rolledBack.StatusCode);
        using var visitor = await Visitor.SignedIn(console.Silo);
        Assert.Contains("Nothing of unseen can be brought back", await visitor.Text("/people/unseen/roll-back"), StringComparison.Ordinal);
        using var nobody = await visitor.Get("/people/nobody/re-enrol");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    /// <summary>A right is whole by itself: what follows from it takes no other.</summary>
    [Fact]
    public async Task ReenrolmentRequest_WithThatScopeAlone_IsNotedAndAnswered()
    {
        await console.Silo.Enrol("wished", 66);
        using var http = console.Silo.Api(Harbour.KeyOf(Scope.Reenrol));
        using var asked = await http.PutAsync("/v1/identities/wished/re-enrolment-request", null, Cancelled);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("\"reenrolmentReason\":\"asked\"", await asked.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using var withdrawn = await http.DeleteAsync("/v1/identities/wished/re-enrolment-request", Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        using var described = await http.GetAsync("/v1/identities/wished", Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, described.StatusCode);
    }

    /// <summary>What is internal is behind no route: it would be open to whoever is known.</summary>
    [Fact]
    public void Route_OfAnInternalMethod_IsNotMapped() =>
        Assert.Throws<ArgumentException>(() => console.Silo.App.MapGroup("/inside").Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Presence))));

    /// <summary>Whoever signs in with a key of several doors stands at none of them, and names none.</summary>
    [Fact]
    public async Task Console_WithAKeyOfSeveralDoors_IsUsed()
    {
        using var visitor = await Visitor.SignedIn(console.Silo, Harbour.TwoDoorsKey);
        Assert.Contains("two doors, door", await visitor.Text("/verify"), StringComparison.Ordinal);
        using var signedOut = await visitor.Post("/verify", "/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
    }

    /// <summary>A key of one scope has that and no other, on every route of the API and on every page.</summary>
    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task EveryRoute_WithOneScope_AnswersThatAndForbidsTheRest(Scope scope)
    {
        using var visitor = await Visitor.SignedIn(console.Silo, Harbour.KeyOf(scope));
        foreach (var route in Closed.Where(route => route.Pattern != "/sign-out"))
        {
            using var answer = await Ask(visitor, route, Harbour.KeyOf(scope), isForced: scope == Scope.ReenrolByForce);
            var isAllowed = answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
            Assert.True(isAllowed == route.IsFor(ScopeSet.Of(scope)), $"{scope.Name()}: {route} was answered {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancelled)}");
        }
    }

    /// <summary>The service's own key asks about realms, and in none.</summary>
    [Fact]
    public async Task EveryRoute_WithAKeyOfTheService_AnswersWhatThatMayAndForbidsTheRest()
    {
        await console.Silo.Enrol("elsewhere", 67);
        using var visitor = await Visitor.SignedIn(console.Silo, Harbour.ServiceKey);
        foreach (var route in Closed.Where(route => route.Pattern != "/sign-out"))
        {
            using var answer = await Ask(visitor, route, Harbour.ServiceKey, subject: "elsewhere");
            var isAllowed = answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized);
            Assert.True(isAllowed == route.IsFor(RoleScopes.OfService), $"{route} was answered {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancelled)}");
            Assert.True(!isAllowed || (int)answer.StatusCode < 500, $"{route} was answered {answer.StatusCode}");
        }

        Assert.DoesNotContain("elsewhere", await visitor.Text("/activity"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryRoute_WithAnExpiredKey_KnowsNobody()
    {
        using var visitor = new Visitor(console.Silo);
        foreach (var route in Closed.Where(route => !route.IsPage))
        {
            using var answer = await Ask(visitor, route, Harbour.ExpiredKey);
            Assert.Equal((route, HttpStatusCode.Unauthorized), (route, answer.StatusCode));
        }
    }

    [Fact]
    public async Task EveryRoute_WithAnOperatorsKey_Answers()
    {
        using var visitor = await Visitor.SignedIn(console.Silo);
        foreach (var route in Closed.Where(route => route.Pattern != "/sign-out"))
        {
            using var answer = await Ask(visitor, route, Harbour.OperatorKey);
            // What is new since there are scopes is granted, not inherited.
            Assert.True((answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) == !route.IsFor(RoleScopes.BeforeScopes), $"{route} {await answer.Content.ReadAsStringAsync(Cancelled)}");
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
        using var visitor = await Visitor.SignedIn(console.Silo, Harbour.ChiefKey);
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
    private static async Task<HttpResponseMessage> Ask(Visitor visitor, Route route, string? key, string subject = "somebody", bool isForced = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Address(subject));
        if (route is { IsPage: true, Method: "POST" })
            request.Content = new FormUrlEncodedContent([new("confirmation", "forged")]);
        else if (route.Method is "POST" or "PUT")
            request.Content = new MultipartFormDataContent { { new ByteArrayContent([0, 1, 2]), "photo", "photo.jpg" }, { new StringContent(isForced ? "true" : "false"), "force" } };
        if (key is not null && !route.IsPage)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await visitor.Send(request);
    }

    private sealed record Route(string Method, string Pattern, bool IsOpen, RoutePermit? Permit, bool IsPage)
    {
        public bool IsFor(ScopeSet scopes) => Permit?.Allows(new Caller("somebody", "harbour", scopes)) == true;

        public string Address(string subject) => Pattern
            .Replace("{subject}", subject, StringComparison.Ordinal)
            .Replace("{name}", subject, StringComparison.Ordinal)
            .Replace("{operation:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal);
    }
}
