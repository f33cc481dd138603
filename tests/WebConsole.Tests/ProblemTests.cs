using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.Tests;

/// <summary>One code has one status: the console's is the API's.</summary>
public sealed class ProblemTests(ConsoleFixture console)
{
    public static TheoryData<string> Codes => [.. ProblemTypes.All.Select(type => type.Code)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Codes))]
    public async Task Page_OfARefusal_IsAnsweredAsTheTableSays(string code)
    {
        await using var request = console.Silo.App.Services.CreateAsyncScope();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = request.ServiceProvider, Request = { Scheme = "http", Host = new HostString("localhost") }, Response = { Body = body } };
        context.Features.Set(ConsoleRoute.Instance);
        foreach (var handler in request.ServiceProvider.GetServices<IExceptionHandler>())
            await handler.TryHandleAsync(context, new MoteException(code, "What was wrong."), Cancelled);

        var (type, page) = (ProblemTypes.Of(code), WebUtility.HtmlDecode(System.Text.Encoding.UTF8.GetString(body.ToArray())));
        Assert.Equal(type.Status, context.Response.StatusCode);
        Assert.StartsWith("text/html", context.Response.ContentType, StringComparison.Ordinal);
        Assert.Contains($"<h1>{type.Title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains("What was wrong.", page, StringComparison.Ordinal);
        Assert.Contains(type.Advice, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WhatIsRefused_IsTheSameAtBothEdges()
    {
        await console.Silo.Enrol("both.edges", 170);
        await console.Silo.Enrol("both.locked", 171);
        await console.Silo.LockOut("both.locked", 172);
        (string Subject, byte[]? Photo, string Code)[] refusals =
        [
            ("nobody.at.all", Faces.Of(170), ProblemCode.NotEnrolled),
            ("both.locked", Faces.Of(171), ProblemCode.LockedOut),
            ("both.edges", Faces.Nobody, ProblemCode.NoFace),
            ("both.edges", Faces.Text, ProblemCode.PhotoUnreadable),
            ("both.edges", Faces.Huge, ProblemCode.PhotoTooLarge),
            ("both.edges", null, ProblemCode.PhotoMissing),
            ("no name", Faces.Of(170), ProblemCode.InvalidRequest),
        ];
        // The gate's key is one door at both edges, and no other key's.
        using var visitor = await Visitor.SignedIn(console.Silo, Harbour.GateKey);
        using var api = console.Silo.Api(Harbour.GateKey);
        var token = await visitor.Token("/verify");
        foreach (var (subject, photo, code) in refusals)
        {
            using var called = await api.PostAsync($"/v1/identities/{Uri.EscapeDataString(subject)}/verify", Form(photo), Cancelled);
            Assert.Contains($"\"code\":\"{code}\"", await called.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
            await Shown(visitor, "/verify", code, called.StatusCode, Form(photo, ("__RequestVerificationToken", token), ("subject", subject)));
        }
    }

    [Fact]
    public async Task Forms_WhatIsRefused_HasTheStatusOfItsCode()
    {
        await console.Silo.Enrol("form.taken", 173);
        using var visitor = await Visitor.SignedIn(console.Silo);
        (string, string) token = ("__RequestVerificationToken", await visitor.Token("/enrol"));
        (string, string) operation = ("operation", $"{Guid.NewGuid()}");
        await Shown(visitor, "/enrol", ProblemCode.AlreadyEnrolled, null, Form(Faces.Of(173), token, operation, ("subject", "form.taken")));
        await Shown(visitor, "/enrol", ProblemCode.InvalidRequest, null, Form(Faces.Of(173), token, ("subject", "form.new")));
        await Shown(visitor, "/enrol", ProblemCode.RateAboveCeiling, null, Form(Faces.Of(173), token, operation, ("subject", "form.new"), ("target", "0.5")));
        await Shown(visitor, "/enrol", ProblemCode.PhotoMissing, null, Form(null, token, operation, ("subject", "form.new")));
        await Shown(visitor, "/people/nobody.at.all/re-enrol", ProblemCode.NotEnrolled, null, Form(Faces.Of(173), token, operation));
        await Shown(visitor, "/fairness", ProblemCode.InvalidRequest, null, Form(Faces.Of(173), token, ("recipe", "magic")));

        using var misspelt = await visitor.Post("/people/form.taken/erase", "/people/form.taken/erase", ("confirmation", "somebody else"));
        Assert.Equal(ProblemTypes.Of(ProblemCode.InvalidRequest).Status, (int)misspelt.StatusCode);
        using var nobody = await visitor.Post("/re-enrolments", token, ("whom", "none"));
        Assert.Equal(ProblemTypes.Of(ProblemCode.InvalidRequest).Status, (int)nobody.StatusCode);
        using var lost = await visitor.Get($"/people/form.taken/enrolments/{Guid.NewGuid()}");
        Assert.Equal(ProblemTypes.Of(ProblemCode.OperationUnknown).Status, (int)lost.StatusCode);
    }

    private static async Task Shown(Visitor visitor, string address, string code, HttpStatusCode? elsewhere, MultipartFormDataContent form)
    {
        using var answer = await visitor.Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = form });
        var type = ProblemTypes.Of(code);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Equal((code, type.Status, elsewhere ?? answer.StatusCode), (code, (int)answer.StatusCode, answer.StatusCode));
        Assert.Contains($">{type.Title}<", page, StringComparison.Ordinal);
        Assert.Contains(type.Advice, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    private static MultipartFormDataContent Form(byte[]? photo, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        if (photo is not null)
            form.Add(new ByteArrayContent(photo), "photo", "photo.jpg");
        else
            form.Add(new StringContent("0.00001"), "targetFalseMatchRate");
        return form;
    }
}
