using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mote.Protocol;
using Mote.Tests;
using SkiaSharp;

namespace Mote.Silo.Tests;

public sealed class IdentityEndpointsTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrol_Verify_Reenrol_Erase_OverHttp()
    {
        using var enrolled = await silo.Enrol("life");
        Assert.Equal(HttpStatusCode.Created, enrolled.StatusCode);
        Assert.Equal("/v1/identities/life", enrolled.Headers.Location?.OriginalString);
        var operation = await enrolled.Content.ReadFromJsonAsync(ProtocolJson.Default.EnrolmentOperation, Cancelled);
        Assert.Equal((EnrolmentState.Succeeded, 1), (operation!.State, operation.Identity!.Version));

        var match = await Verify("life", TwoRealms.Photo());
        Assert.True(match.IsMatch);
        Assert.InRange(match.FalseMatchRate!.Value, 0, match.TargetFalseMatchRate);
        using var answer = await silo.Http.PostAsync("/v1/identities/life/verify", TwoRealms.Form(TwoRealms.Stranger), Cancelled);
        Assert.DoesNotContain("falseMatchRate", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);

        using var again = await silo.Http.PostAsync("/v1/identities/life/re-enrol", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit"), ("balance", "0.25"), ("targetFalseMatchRate", "0.01")), Cancelled);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var identity = await silo.Http.GetFromJsonAsync("/v1/identities/life", ProtocolJson.Default.Identity, Cancelled);
        Assert.Equal((2, 0.25, 0.01), (identity!.Version, identity.Balance, identity.TargetFalseMatchRate));

        Assert.Equal(HttpStatusCode.NoContent, (await silo.Http.DeleteAsync("/v1/identities/life", Cancelled)).StatusCode);
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, silo.Http.DeleteAsync("/v1/identities/life", Cancelled));
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, silo.Http.GetAsync("/v1/identities/life", Cancelled));
    }

    [Fact]
    public async Task Verify_PhotoAlone_IsTaken()
    {
        await silo.Enrol("raw");
        using var photo = new ByteArrayContent(TwoRealms.Photo());
        photo.Headers.ContentType = new("image/jpeg");
        using var answer = await silo.Http.PostAsync("/v1/identities/raw/verify", photo, Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!.IsMatch);
    }

    [Fact]
    public async Task Enrol_SeveralPhotos_AreTakenTogetherAndPastTheLimitOfOne()
    {
        using var two = TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit"), ("group", DemoCohort.SecondGroup));
        two.Add(new ByteArrayContent(TwoRealms.Photo(1)), "photo", "second.jpg");
        using var enrolled = await silo.Http.PutAsync("/v1/identities/several", two, Cancelled);
        Assert.Equal(HttpStatusCode.Created, enrolled.StatusCode);

        // Together larger than any one photo may be: the body is read, and each photo judged by itself.
        using var large = TwoRealms.Form(new byte[7_000_000], ("recipe", "single-unit"));
        large.Add(new ByteArrayContent(new byte[7_000_000]), "photo", "second.jpg");
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.PhotoUnreadable, silo.Http.PutAsync("/v1/identities/heavy", large, Cancelled));

        using var strangers = TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit"));
        strangers.Add(new ByteArrayContent(TwoRealms.Stranger), "photo", "second.jpg");
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.PhotosDisagree, silo.Http.PutAsync("/v1/identities/strangers", strangers, Cancelled));
    }

    [Fact]
    public async Task Verify_SeveralPhotos_IsInvalidAndTheLimitOfOneHolds()
    {
        await silo.Enrol("single");
        using var two = TwoRealms.Form(TwoRealms.Photo());
        two.Add(new ByteArrayContent(TwoRealms.Photo()), "photo", "second.jpg");
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.PostAsync("/v1/identities/single/verify", two, Cancelled));
    }

    [Fact]
    public async Task Enrol_SameKeyAtOnceAndLater_EnrolsOnce()
    {
        var operation = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => silo.Enrol("once", operation)));
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        using var later = await silo.Enrol("once", operation);
        Assert.Equal(1, (await later.Content.ReadFromJsonAsync(ProtocolJson.Default.EnrolmentOperation, Cancelled))!.Identity!.Version);
        await Refused(HttpStatusCode.Conflict, ProblemCode.AlreadyEnrolled, silo.Enrol("once", Guid.NewGuid().ToString()));
    }

    [Fact]
    public async Task Enrol_SlowRecipe_CanBeFollowedToItsEnd()
    {
        var operation = Guid.NewGuid().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/identities/slow") { Content = TwoRealms.Form(TwoRealms.Photo(), ("recipe", "paper")), Headers = { { "Idempotency-Key", operation } } };
        using var answer = await silo.Http.SendAsync(request, Cancelled);
        if (answer.StatusCode == HttpStatusCode.Accepted)
            Assert.Equal($"/v1/identities/slow/operations/{operation}", answer.Headers.Location?.OriginalString);
        EnrolmentOperation? status;
        do
            status = await silo.Http.GetFromJsonAsync($"/v1/identities/slow/operations/{operation}", ProtocolJson.Default.EnrolmentOperation, Cancelled);
        while (status!.State == EnrolmentState.Running);
        Assert.Equal((EnrolmentState.Succeeded, "paper"), (status.State, status.Identity!.Recipe));
        await Refused(HttpStatusCode.NotFound, ProblemCode.OperationUnknown, silo.Http.GetAsync($"/v1/identities/slow/operations/{Guid.NewGuid()}", Cancelled));
    }

    [Fact]
    public async Task Realms_AreSeparate()
    {
        await silo.Enrol("private");
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, silo.Other.GetAsync("/v1/identities/private", Cancelled));
        Assert.Equal(0, (await silo.Other.GetFromJsonAsync("/v1/identities", ProtocolJson.Default.IdentityPage, Cancelled))!.Count);
        Assert.Contains("private", (await silo.Http.GetFromJsonAsync("/v1/identities?limit=1000", ProtocolJson.Default.IdentityPage, Cancelled))!.Subjects);
    }

    [Fact]
    public async Task Key_MissingOrWrong_IsUnauthenticated()
    {
        using var missing = await silo.Nobody.GetAsync("/v1/identities", Cancelled);
        Assert.Equal("Bearer", missing.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(ProblemCode.Unauthenticated, (await TwoRealms.ProblemOf(missing)).Code);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/identities") { Headers = { { "X-Api-Key", "wrong" } } };
        await Refused(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated, silo.Nobody.SendAsync(request, Cancelled));
    }

    [Fact]
    public async Task Photo_OfEveryBadKind_IsNamed()
    {
        await silo.Enrol("photos");
        await Refused(HttpStatusCode.BadRequest, ProblemCode.PhotoMissing, Ask(null));
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.PhotoUnreadable, Ask([]));
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.PhotoUnreadable, Ask("text"u8.ToArray()));
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.NoFace, Ask(Drawn((canvas, _) => canvas.Clear(SKColors.SkyBlue))));
        var dark = await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.LowQuality, Ask(Drawn((canvas, photo) =>
        {
            using var filter = SKColorFilter.CreateColorMatrix([0.1f, 0, 0, 0, 0, 0, 0.1f, 0, 0, 0, 0, 0, 0.1f, 0, 0, 0, 0, 0, 1, 0]);
            using var paint = new SKPaint { ColorFilter = filter };
            canvas.Clear(SKColors.LightGray);
            canvas.DrawImage(photo, new SKRect(35, 35, 215, 215), new SKSamplingOptions(SKFilterMode.Linear), paint);
        })));
        Assert.True(dark.Measured < dark.Bound);
        await Refused(HttpStatusCode.RequestEntityTooLarge, ProblemCode.PhotoTooLarge, Ask(new byte[10_000_001]));

        Task<HttpResponseMessage> Ask(byte[]? photo) => silo.Http.PostAsync("/v1/identities/photos/verify", TwoRealms.Form(photo), Cancelled);
    }

    [Fact]
    public async Task Upload_OfFiftyMegabytes_IsCutOff()
    {
        await silo.Enrol("large");
        try
        {
            await Refused(HttpStatusCode.RequestEntityTooLarge, ProblemCode.PhotoTooLarge, silo.Http.PostAsync("/v1/identities/large/verify", TwoRealms.Form(new byte[50_000_000]), Cancelled));
        }
        catch (HttpRequestException cut)
        {
            // The server may close the connection before it has been sent everything.
            Assert.NotNull(cut.InnerException);
        }
    }

    [Fact]
    public async Task Request_OfEveryBadKind_IsNamed()
    {
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Enrol("bad%20name"));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Enrol("x", "no-guid"));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Enrol("x", null, ("balance", "much")));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Enrol("x", null, ("recipe", "magic")));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.GetAsync("/v1/identities?limit=0", Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.GetAsync("/v1/identities?limit=many", Cancelled));
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotFound, silo.Http.GetAsync("/v1/nothing", Cancelled));
        await Refused(HttpStatusCode.MethodNotAllowed, ProblemCode.MethodNotAllowed, silo.Http.PatchAsync("/v1/identities/x", null, Cancelled));
        await Refused(HttpStatusCode.UnsupportedMediaType, ProblemCode.UnsupportedMediaType, silo.Http.PostAsync("/v1/identities/x/verify", new StringContent("text"), Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.PostAsync("/v1/identities/x/verify", JsonContent.Create(1), Cancelled));
        using var malformed = new StringContent("no boundary in here");
        malformed.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=xyz");
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.PostAsync("/v1/identities/x/verify", malformed, Cancelled));
    }

    [Fact]
    public async Task List_Pages_GoThroughEverybody()
    {
        foreach (var name in new[] { "page-c", "page-a", "page-b" })
            await silo.Enrol(name);
        var first = await silo.Http.GetFromJsonAsync("/v1/identities?after=page&limit=2", ProtocolJson.Default.IdentityPage, Cancelled);
        Assert.Equal(["page-a", "page-b"], first!.Subjects);
        Assert.Equal("page-b", first.Next);
    }

    [Fact]
    public async Task OpenApi_ListsEveryRoute()
    {
        var document = await silo.Http.GetStringAsync("/openapi/v1.json", Cancelled);
        foreach (var route in new[] { "/v1/identities", "/v1/identities/{subject}", "/v1/identities/{subject}/verify", "/v1/identities/{subject}/re-enrol", "/v1/identities/{subject}/operations/{operation}", "/v1/identities/{subject}/not", "/v1/identities/{subject}/lockout", "/v1/fairness", "/v1/audit", "/v1/audit/check" })
            Assert.Contains($"\"{route}\"", document, StringComparison.Ordinal);
        Assert.Contains("multipart/form-data", document, StringComparison.Ordinal);
    }

    /// <summary>Programs that write a client from the document know what to send, though routes read these bodies by hand.</summary>
    [Theory]
    [InlineData("/v1/api-keys", "post", "name", "scopes", "role", "doors", "expires", "targetFalseMatchRate")]
    [InlineData("/v1/api-keys/{name}", "patch", "scopes", "doors", "expires", "targetFalseMatchRate")]
    [InlineData("/v1/realms", "post", "name", "models", "targetFalseMatchRate", "mostFalseMatchRate", "policy", "administrator")]
    [InlineData("/v1/audit/check", "post", "since")]
    [InlineData("/v1/re-enrolment-requests", "post", "subjects", "missesBounds", "enrolledBefore")]
    public async Task OpenApi_SaysWhatABodyOfJsonIs(string route, string method, params string[] members)
    {
        using var document = JsonDocument.Parse(await silo.Http.GetStringAsync("/openapi/v1.json", Cancelled));
        var schema = document.RootElement.GetProperty("paths").GetProperty(route).GetProperty(method)
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        if (schema.TryGetProperty("$ref", out var named))
            schema = named.GetString()!.Split('/').Skip(1).Aggregate(document.RootElement, (at, step) => at.GetProperty(step));
        Assert.Equal(members, schema.GetProperty("properties").EnumerateObject().Select(member => member.Name));
    }

    private async Task<Verification> Verify(string subject, byte[] photo)
    {
        using var answer = await silo.Http.PostAsync($"/v1/identities/{subject}/verify", TwoRealms.Form(photo), Cancelled);
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!;
    }

    private static async Task<Problem> Refused(HttpStatusCode status, string code, Task<HttpResponseMessage> request)
    {
        using var response = await request;
        var problem = await TwoRealms.ProblemOf(response);
        Assert.Equal((status, code), (response.StatusCode, problem.Code));
        return problem;
    }

    private static byte[] Drawn(Action<SKCanvas, SKImage> draw)
    {
        using var photo = SKImage.FromEncodedData(TwoRealms.Photo());
        using var bitmap = new SKBitmap(250, 250);
        using var canvas = new SKCanvas(bitmap);
        draw(canvas, photo);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return data.ToArray();
    }
}
