using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Mote.Protocol;
using Mote.Vision.Photos;

namespace Mote.Silo.Tests.Requests;

/// <summary>What strangers' programs send: a photo in any of the ways that are usual is taken, and of anything else is said what came, what is taken, and how to send it.</summary>
public sealed class PhotoRequestTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private const string Verify = "/v1/identities/nobody-of-that-name/verify";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Nobody of that name is enrolled, which is only said of a photo that was taken.</summary>
    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/jpg")]
    [InlineData("image/pjpeg")]
    [InlineData("application/octet-stream")]
    public async Task PhotoAlone_ByAnyOfItsNames_IsTaken(string type)
    {
        using var content = new ByteArrayContent(TwoRealms.Photo()) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        await Answered(ProblemCode.NotEnrolled, Verify, content);
    }

    [Fact]
    public async Task PhotoInBase64_EnrolsAndVerifies()
    {
        var photo = Convert.ToBase64String(TwoRealms.Photo());
        Assert.Null(await TwoRealms.Outcome(silo.Http, silo.Http.PutAsync("/v1/identities/from-json", Json($$"""{"photo": ["{{photo}}"], "recipe": "single-unit"}"""), Cancelled)));
        using var answer = await silo.Http.PostAsync("/v1/identities/from-json/verify", Json($$"""{"photo": "{{photo}}", "targetFalseMatchRate": 1e-4}"""), Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!.IsMatch);
        (await silo.Http.DeleteAsync("/v1/identities/from-json", Cancelled)).Dispose();
    }

    [Theory]
    [InlineData("receipe", "compact", "There is no field 'receipe': did you mean 'recipe'?")]
    [InlineData("target_false_match_rate", "0.1", "There is no field 'target_false_match_rate': did you mean 'targetFalseMatchRate'?")]
    [InlineData("colour", "blue", "There is no field 'colour': there are photo, recipe, balance, targetFalseMatchRate, group, force.")]
    [InlineData("balance", "0,5", "The field 'balance' is not a number: write it in digits, with a point")]
    public async Task Field_ThatIsNone_IsRefusedByName(string name, string value, string said)
    {
        using var form = TwoRealms.Form(TwoRealms.Photo(), (name, value));
        using var answer = await silo.Http.PutAsync("/v1/identities/nobody", form, Cancelled);
        Assert.Contains(said, (await Problem(answer, ProblemCode.InvalidRequest)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FieldOf2000Bytes_IsNoPhotoThatIsTooLarge() =>
        Assert.Contains("'recipe' has more than 1024 bytes", (await Enrolled(TwoRealms.Form(TwoRealms.Photo(), ("recipe", new string('x', 2_000))), ProblemCode.InvalidRequest)).Detail, StringComparison.Ordinal);

    /// <summary>As <c>curl -F image=@x.jpg</c> sends it.</summary>
    [Fact]
    public async Task FileOfAnotherName_SaysHowToNameIt()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(TwoRealms.Photo()), "image", "x.jpg" } };
        Assert.Contains("-F photo=@FILE", (await Answered(ProblemCode.InvalidRequest, Verify, form)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", "'text/plain'")]
    [InlineData("application/x-www-form-urlencoded", "'application/x-www-form-urlencoded'")]
    [InlineData("video/mp4", "'video/mp4'")]
    public async Task SomethingElse_IsNamedBesideWhatIsTaken(string type, string said)
    {
        using var content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        var problem = await Answered(ProblemCode.UnsupportedMediaType, Verify, content);
        Assert.All([said, "curl -F photo=@FILE", "image/jpeg", "BASE64"], part => Assert.Contains(part, problem.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task FormWithoutABoundary_SaysWhoWritesIt()
    {
        using var content = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("multipart/form-data") } };
        Assert.Contains("has no boundary", (await Answered(ProblemCode.InvalidRequest, Verify, content)).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "is no object of JSON")]
    [InlineData("{\"photo\": ", "is no object of JSON")]
    [InlineData("{\"photo\": \"data:image/jpeg;base64,AAAA\"}", "a photo in base64")]
    [InlineData("{\"photo\": 7}", "a photo in base64")]
    [InlineData("{\"foto\": \"AAAA\"}", "There is no field 'foto': did you mean 'photo'?")]
    [InlineData("{}", "The request carries no photo")]
    public async Task JsonThatIsNone_SaysHowItLooks(string json, string said) =>
        Assert.Contains(said, (await Answered(json is "{}" ? ProblemCode.PhotoMissing : ProblemCode.InvalidRequest, Verify, Json(json))).Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("GET", "/v1/identities?limit=abc", "'limit' in the query is no whole number")]
    [InlineData("GET", "/v1/identities?limt=5", "There is no 'limt' in the query here: did you mean 'limit'?")]
    [InlineData("DELETE", "/v1/identities/somebody/lockout?dor=north", "There is no 'dor' in the query here: did you mean 'door'?")]
    [InlineData("GET", "/v1/identities/somebody?full=true", "There is no 'full' in the query here: leave it out.")]
    [InlineData("PUT", "/v1/identities/somebody?recipe=single-unit", "'recipe' is not taken from the query: send it as a field of the form")]
    public async Task QueryThatNobodyReads_IsRefusedByName(string method, string address, string said)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = method == "PUT" ? TwoRealms.Form(TwoRealms.Photo()) : null };
        using var answer = await silo.Http.SendAsync(request, Cancelled);
        Assert.Contains(said, (await Problem(answer, ProblemCode.InvalidRequest)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonInAnotherCharset_IsRefusedAndNoFailure()
    {
        using var content = Json("""{"subjects": ["somebody"]}""");
        content.Headers.ContentType!.CharSet = "bogus";
        using var answer = await silo.Http.PostAsync("/v1/re-enrolment-requests", content, Cancelled);
        Assert.Contains("UTF-8", (await Problem(answer, ProblemCode.InvalidRequest)).Detail, StringComparison.Ordinal);
        using var other = Json("""{"other": "somebody"}""");
        other.Headers.ContentType!.CharSet = "bogus";
        await Answered(ProblemCode.NotEnrolled, "/v1/identities/nobody-of-that-name/not", other);
    }

    /// <summary>Answered in words, though whoever sends reads nothing before all is sent.</summary>
    [Fact]
    public async Task PhotoLargerThanAnyThatIsTaken_IsAnsweredInWords()
    {
        var most = new PhotoBounds().MostBytes;
        using var content = new ByteArrayContent(new byte[3 * most]) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        Assert.Equal(most, (await Answered(ProblemCode.PhotoTooLarge, Verify, content)).Bound);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task<Problem> Answered(string code, string address, HttpContent content)
    {
        using var answer = await silo.Http.PostAsync(address, content, Cancelled);
        return await Problem(answer, code);
    }

    private async Task<Problem> Enrolled(HttpContent content, string code)
    {
        using var answer = await silo.Http.PutAsync("/v1/identities/nobody", content, Cancelled);
        return await Problem(answer, code);
    }

    private static async Task<Problem> Problem(HttpResponseMessage answer, string code)
    {
        var problem = await TwoRealms.ProblemOf(answer);
        Assert.True(problem.Code == code, $"{problem.Code}: {problem.Detail}");
        return problem;
    }
}
