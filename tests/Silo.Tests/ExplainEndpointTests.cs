using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Mote.Protocol;
using Mote.Tests;
using SkiaSharp;

namespace Mote.Silo.Tests;

public sealed class ExplainEndpointTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("compact")]
    [InlineData("single-unit")]
    public async Task Explain_Match_IsTheVerificationWithPicturesAndNumbers(string recipe)
    {
        var subject = await Enrol(1, recipe);
        var verified = await (await silo.Http.PostAsync($"/v1/identities/{subject}/verify", TwoRealms.Form(DemoPeople.Photo(1, 1)), Cancelled))
            .Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled);
        Assert.True(verified!.IsMatch);

        using var answer = await Explain(subject, DemoPeople.Photo(1, 1));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var explanation = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Explanation, Cancelled))!;
        Assert.Equal((true, verified.TargetFalseMatchRate, verified.TemplateVersion, verified.Embedder), (explanation.Decision.IsMatch, explanation.Decision.TargetFalseMatchRate, explanation.Decision.TemplateVersion, explanation.Decision.Embedder));
        Assert.Equal(verified.FalseMatchRate!.Value, explanation.Decision.FalseMatchRate!.Value, verified.FalseMatchRate.Value * 0.01);
        Assert.NotEqual(verified.DecisionId, explanation.Decision.DecisionId);
        Assert.Equal((ExplanationMethod.GradCamPlusPlus, ExplainedQuantity.Score), (explanation.Method, explanation.Explains));
        var figures = explanation.Figures!;
        Assert.Equal(Enum.GetValues<FaceRegion>(), figures.Regions.Select(region => region.Region).Order());
        Assert.Equal(1, figures.Regions.Sum(region => region.Share), 1e-6);
        Assert.Equal(figures.Regions.OrderByDescending(region => region.Share), figures.Regions);
        Assert.InRange(Assert.Single(figures.Layers).Active, 1, figures.Layers[0].Units);
        Assert.Equal((224, 224), Size(explanation.Aligned));
        Assert.Equal((192, 192), Size(explanation.Photo));
    }

    [Fact]
    public async Task Explain_NonMatch_IsAPictureWithoutANumber()
    {
        var subject = await Enrol(2, "compact");
        foreach (var stranger in new[] { 30, 31, 32 })
        {
            using var answer = await Explain(subject, DemoPeople.Photo(stranger, 0));

            var text = await answer.Content.ReadAsStringAsync(Cancelled);
            using var json = JsonDocument.Parse(text);
            Assert.Equal(["aligned", "decision", "explains", "method", "photo"], json.RootElement.EnumerateObject().Select(member => member.Name).Order());
            Assert.Equal(["decisionId", "embedder", "isMatch", "targetFalseMatchRate", "templateVersion"], json.RootElement.GetProperty("decision").EnumerateObject().Select(member => member.Name).Order());
            Assert.False(json.RootElement.GetProperty("decision").GetProperty("isMatch").GetBoolean());
            // Whether the network was silent or spoke too softly is not to be told apart.
            Assert.Equal("margin", json.RootElement.GetProperty("explains").GetString());
            Assert.Equal((224, 224), Size(json.RootElement.GetProperty("aligned").GetBytesFromBase64()));
        }
    }

    [Theory]
    [InlineData("image/png", true)]
    [InlineData("image/png, application/json;q=0.5", false)]
    [InlineData("*/*", false)]
    public async Task Explain_AcceptsPicture_AnswersItAlone(string accept, bool isPicture)
    {
        var subject = await Enrol(3, "single-unit");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/identities/{subject}/explain") { Content = TwoRealms.Form(DemoPeople.Photo(3, 1)) };
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await silo.Http.SendAsync(request, Cancelled);

        Assert.Equal(isPicture ? "image/png" : "application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        if (isPicture)
            Assert.Equal((192, 192), Size(await answer.Content.ReadAsByteArrayAsync(Cancelled)));
    }

    [Fact]
    public async Task Explain_EveryFailure_IsTheVerificationsOwn()
    {
        var subject = await Enrol(4, "single-unit");
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, Explain("nobody", DemoPeople.Photo(4, 0)));
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, silo.Other.PostAsync($"/v1/identities/{subject}/explain", TwoRealms.Form(DemoPeople.Photo(4, 0)), Cancelled));
        await Refused(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated, silo.Nobody.PostAsync($"/v1/identities/{subject}/explain", TwoRealms.Form(DemoPeople.Photo(4, 0)), Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.PhotoMissing, Explain(subject, null));
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.PhotoUnreadable, Explain(subject, "text"u8.ToArray()));
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.NoFace, Explain(subject, Portraits.Photos.PortraitStudio.TakeEmpty(Portraits.People.Populations.Demo, 0)));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.PostAsync($"/v1/identities/{subject}/explain", JsonContent.Create(1), Cancelled));
        using var text = new StringContent("a face");
        await Refused(HttpStatusCode.UnsupportedMediaType, ProblemCode.UnsupportedMediaType, silo.Http.PostAsync($"/v1/identities/{subject}/explain", text, Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, Explain("bad%20name", DemoPeople.Photo(4, 0)));
        await Refused(HttpStatusCode.MethodNotAllowed, ProblemCode.MethodNotAllowed, silo.Http.GetAsync($"/v1/identities/{subject}/explain", Cancelled));
    }

    [Fact]
    public async Task Explain_ManyAtOnceWithVerifications_AreAllAnswered()
    {
        // Of one person no more at once than may fail to match.
        string[] subjects = [await Enrol(5, "compact"), await Enrol(5, "compact"), await Enrol(5, "compact")];
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => i % 2 == 0
            ? Explain(subjects[i / 4], DemoPeople.Photo(5, 1))
            : silo.Http.PostAsync($"/v1/identities/{subjects[i / 4]}/verify", TwoRealms.Form(DemoPeople.Photo(5, 1)), Cancelled)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var pictures = await Task.WhenAll(answers.Where((_, i) => i % 2 == 0).Select(answer => answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Explanation, Cancelled)));
        Assert.All(pictures.Chunk(2), same => Assert.Equal(same[0]!.Photo, same[1]!.Photo));
    }

    [Fact]
    public async Task Explain_AnEmbedderThatCannotBeTraced_IsByOcclusionAndSaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("mote-damaged-");
        try
        {
            var embedder = Path.Combine(folder.FullName, "embedder.onnx");
            File.Copy(SiloModels.Demo.Embedder, embedder);
            File.Copy(Path.ChangeExtension(SiloModels.Demo.Embedder, ".json"), Path.ChangeExtension(embedder, ".json"));
            await using var own = await TestSilo.Start(TwoRealms.Plan(folder.FullName).With(("Mote:Embedder", embedder)), Cancelled);
            File.WriteAllText(embedder, "damaged since it was loaded");
            using var caller = TwoRealms.Caller(own);
            await Enrol(caller, "covered", 6, "single-unit");

            using var answer = await caller.PostAsync("/v1/identities/covered/explain", TwoRealms.Form(DemoPeople.Photo(6, 0)), Cancelled);

            var explanation = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Explanation, Cancelled))!;
            Assert.Equal((true, ExplanationMethod.Occlusion), (explanation.Decision.IsMatch, explanation.Method));
            Assert.Equal(1, explanation.Figures!.Regions.Sum(region => region.Share), 1e-6);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task OpenApi_NamesTheEndpoint_AndBothOfItsAnswers()
    {
        using var document = JsonDocument.Parse(await silo.Http.GetStringAsync("/openapi/v1.json", Cancelled));
        var content = document.RootElement.GetProperty("paths").GetProperty("/v1/identities/{subject}/explain").GetProperty("post").GetProperty("responses").GetProperty("200").GetProperty("content");
        Assert.Contains("application/json", content.EnumerateObject().Select(type => type.Name));
        Assert.Matches(new Regex("image/png"), content.ToString());
    }

    private async Task<string> Enrol(int person, string recipe)
    {
        var subject = $"{recipe}-{person}-{Guid.NewGuid():N}";
        await Enrol(silo.Http, subject, person, recipe);
        return subject;
    }

    private static async Task Enrol(HttpClient caller, string subject, int person, string recipe)
    {
        using var answer = await caller.PutAsync($"/v1/identities/{subject}", TwoRealms.Form(DemoPeople.Photo(person, 0), ("recipe", recipe), ("targetFalseMatchRate", "0.001")), Cancelled);
        Assert.True(answer.IsSuccessStatusCode);
        var operation = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.EnrolmentOperation, Cancelled))!;
        while (operation.State == EnrolmentState.Running)
            operation = (await caller.GetFromJsonAsync($"/v1/identities/{subject}/operations/{operation.Id}", ProtocolJson.Default.EnrolmentOperation, Cancelled))!;
        Assert.Equal(EnrolmentState.Succeeded, operation.State);
    }

    private Task<HttpResponseMessage> Explain(string subject, byte[]? photo) =>
        silo.Http.PostAsync($"/v1/identities/{subject}/explain", TwoRealms.Form(photo), Cancelled);

    private static async Task Refused(HttpStatusCode status, string code, Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, (await TwoRealms.ProblemOf(answer)).Code);
    }

    private static (int, int) Size(byte[] png)
    {
        using var picture = SKBitmap.Decode(png);
        return (picture.Width, picture.Height);
    }
}
