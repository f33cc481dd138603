using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mote.Console.Access;
using Mote.Console.Hosting;

namespace Mote.Console.Tests;

public sealed class AccessTests(ConsoleFixture console)
{
    // What may be opened without being signed in. Whatever is added must be added here, and thought about.
    private static readonly string[] Open = ["GET /", "GET /assets/{name}", "GET /sign-in", "GET /sign-in/provider", "POST /sign-in"];

    // What every key may open.
    private static readonly string[] Gate = ["GET /people", "GET /people/{subject}", "GET /verify", "POST /quality", "POST /sign-out", "POST /verify"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private IEnumerable<(string Route, RouteEndpoint Endpoint)> Routes => console.Silo.App.Services.GetRequiredService<EndpointDataSource>().Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ConsoleRoute>() is not null)
        .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => ($"{method} {endpoint.RoutePattern.RawText}", endpoint)));

    [Fact]
    public void EveryAddress_IsUnderAPolicy()
    {
        Assert.Equal(Open, Routes.Where(route => route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(route => route.Route).Order(StringComparer.Ordinal));
        Assert.Equal(Gate, Routes.Where(route => Policy(route.Endpoint) == ConsoleAccess.SignedIn).Select(route => route.Route).Order(StringComparer.Ordinal));
        Assert.All(
            Routes.Where(route => !Open.Contains(route.Route) && !Gate.Contains(route.Route)),
            route => Assert.Equal(ConsoleAccess.Operator, Policy(route.Endpoint)));

        static string? Policy(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy;
    }

    [Fact]
    public async Task EveryAddress_AsksWhoIsThere()
    {
        using var visitor = new Visitor(console.Silo);
        foreach (var (route, _) in Routes.Where(route => !Open.Contains(route.Route)))
        {
            using var answer = await Ask(visitor, route);
            Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (answer.StatusCode, answer.Headers.Location?.AbsolutePath));
        }
    }

    [Fact]
    public async Task OperatorsAddresses_AtAGate_AreForbiddenInWords()
    {
        await console.Silo.Enrol("guarded", 60);
        using var visitor = await Visitor.SignedIn(console.Silo, RunningSilo.GateKey);
        foreach (var (route, _) in Routes.Where(route => !Open.Contains(route.Route) && !Gate.Contains(route.Route)))
        {
            using var answer = await Ask(visitor, route);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("For operators", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }

        var person = await visitor.Text("/people/guarded");
        Assert.DoesNotContain("Erase", person, StringComparison.Ordinal);
        Assert.DoesNotContain("/fairness", person, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryForm_WithoutItsToken_IsRefused()
    {
        await console.Silo.Enrol("forged", 61);
        using var visitor = await Visitor.SignedIn(console.Silo);
        foreach (var (route, _) in Routes.Where(route => route.Route.StartsWith("POST", StringComparison.Ordinal)))
        {
            using var answer = await Ask(visitor, route.Replace("{subject}", "forged", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("load the page again", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        }

        await visitor.Text("/people/forged");
    }

    [Fact]
    public async Task EveryForm_WithAnothersToken_IsRefused()
    {
        await console.Silo.Enrol("kept", 62);
        using var gate = await Visitor.SignedIn(console.Silo, RunningSilo.GateKey);
        using var visitor = await Visitor.SignedIn(console.Silo);
        using var answer = await visitor.Post("/people/kept/erase", ("__RequestVerificationToken", await gate.Token("/verify")), ("confirmation", "kept"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await visitor.Text("/people/kept");
    }

    [Fact]
    public async Task Realms_AreSeparate()
    {
        await console.Silo.Enrol("harboured", 63);
        using var visitor = await Visitor.SignedIn(console.Silo, RunningSilo.OtherKey);
        Assert.DoesNotContain("harboured", await visitor.Text("/people"), StringComparison.Ordinal);
        using var person = await visitor.Get("/people/harboured");
        Assert.Equal(HttpStatusCode.NotFound, person.StatusCode);
        using var erasure = await visitor.Post("/verify", "/people/harboured/erase", ("confirmation", "harboured"));
        Assert.Equal(HttpStatusCode.NotFound, erasure.StatusCode);
    }

    private static async Task<HttpResponseMessage> Ask(Visitor visitor, string route)
    {
        var (method, address) = (route.Split(' ')[0], route.Split(' ')[1]
            .Replace("{subject}", "somebody", StringComparison.Ordinal)
            .Replace("{operation:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal));
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (method == "POST")
            request.Content = new FormUrlEncodedContent([new("confirmation", "forged")]);
        return await visitor.Send(request);
    }
}
