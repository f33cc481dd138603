using System.Net;
using System.Net.Http.Json;
using Mote.Protocol;

namespace Mote.Silo.Tests;

/// <summary>What keys may do, by their scopes, their role and their doors.</summary>
public sealed class AccessTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Door_WithoutAWord_VerifiesAndNothingElse()
    {
        await silo.Enrol("visited");
        Assert.Equal(HttpStatusCode.OK, (await Verify(silo.Door, "visited")).Status);
        using var explained = await silo.Door.PostAsync("/v1/identities/visited/explain", TwoRealms.Form(TwoRealms.Photo()), Cancelled);
        var refusal = await TwoRealms.ProblemOf(explained);
        Assert.Equal((ProblemCode.Forbidden, true), (refusal.Code, refusal.Detail.Contains("takes the scope 'explain'", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Reception_EnrolsAndEnrolsAnew_AsFarAsTheModelTemplateAgrees()
    {
        using var desk = silo.As(TwoRealms.DeskKey);
        Assert.Null(await TwoRealms.Outcome(desk, desk.PutAsync("/v1/identities/welcomed", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit")), Cancelled)));
        Assert.Null(await Renewed(desk, TwoRealms.Photo(1)));

        // Somebody else's photo is refused, and there is no way around that for the desk.
        Assert.Equal(ProblemCode.NotRecognised, (await Renewed(desk, TwoRealms.Stranger))!.Code);
        var forced = (await Renewed(desk, TwoRealms.Stranger, ("force", "true")))!;
        Assert.Equal((ProblemCode.Forbidden, 403), (forced.Code, forced.Status));
        Assert.True((await Verify(desk, "welcomed")).Answer!.IsMatch);

        using var erased = await desk.DeleteAsync("/v1/identities/welcomed", Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, erased.StatusCode);
        Assert.Null(await Renewed(silo.Http, TwoRealms.Stranger, ("force", "true")));
    }

    [Fact]
    public async Task Key_BoundToDoors_AsksForNoOther()
    {
        await silo.Enrol("kept-out");
        using var north = silo.As(TwoRealms.NorthKey);
        using var sides = silo.As(TwoRealms.SidesKey);
        // The one door is named by the key itself; of several, the caller says which.
        Assert.Equal(HttpStatusCode.OK, (await Verify(north, "kept-out")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Verify(north, "kept-out", "north")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Verify(north, "kept-out", "south")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Verify(sides, "kept-out", "east")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Verify(sides, "kept-out", "west")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await Verify(sides, "kept-out", "north")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Verify(sides, "kept-out")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Verify(north, "kept-out", "no door")).Status);

        var page = (await silo.Http.GetFromJsonAsync("/v1/audit?subject=kept-out&kind=verified", ProtocolJson.Default.AuditPage, Cancelled))!;
        Assert.Equal(
            [("key of the sides", "west"), ("key of the sides", "east"), ("key of the north", "north"), ("key of the north", "north")],
            page.Entries.Select(entry => (entry.Caller, entry.Door)));
    }

    private static Task<Problem?> Renewed(HttpClient caller, byte[] photo, params (string, string)[] fields) =>
        TwoRealms.Outcome(caller, caller.PostAsync("/v1/identities/welcomed/re-enrol", TwoRealms.Form(photo, fields), Cancelled));

    private static async Task<(HttpStatusCode Status, Verification? Answer)> Verify(HttpClient caller, string subject, string? door = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/identities/{subject}/verify") { Content = TwoRealms.Form(TwoRealms.Photo()) };
        if (door is not null)
            request.Headers.Add("Mote-Door", door);
        using var answer = await caller.SendAsync(request, Cancelled);
        if (answer.IsSuccessStatusCode)
            return (answer.StatusCode, await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled));
        await TwoRealms.ProblemOf(answer);
        return (answer.StatusCode, null);
    }
}
