using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>Which false-match rate decides, at the edge.</summary>
public sealed class DecisionRateTests : IAsyncLifetime
{
    private const double Loose = 0.1, Vault = 2e-3;
    private const string StrictKey = "key-of-a-strict-controller";
    private const string Rate = "targetFalseMatchRate";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-rates-");
    private readonly SiloPlan _plan;
    private TestSilo _silo = null!;
    private HttpClient _http = null!;

    public DecisionRateTests()
    {
        var plan = TwoRealms.Plan(_folder.FullName);
        _plan = (plan with { Callers = [.. plan.Callers, new SiloCaller(StrictKey, "strict", "one") { TargetFalseMatchRate = Vault }] })
            .With(("Mote:Enrolment:Realms:one:Doors:vault:TargetFalseMatchRate", Text(Vault)));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _silo = await TestSilo.Start(_plan, Cancelled);
        _http = TwoRealms.Caller(_silo);
        Assert.Null(await TwoRealms.Outcome(_http, _http.PutAsync("/v1/identities/ada", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit"), (Rate, Text(Loose))), Cancelled)));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _silo.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Verify_StricterRate_DecidesAtItHoweverThePhotoIsSent()
    {
        var (near, rate) = await Near();
        var at = await Verify(_http, near, (Rate, Text(rate)));
        Assert.Equal((true, rate, rate), (at.IsMatch, at.FalseMatchRate, at.TargetFalseMatchRate));
        var inAForm = await Verify(_http, near, (Rate, Text(rate / 2)));
        Assert.Equal((false, null, rate / 2), (inAForm.IsMatch, inAForm.FalseMatchRate, inAForm.TargetFalseMatchRate));

        using var alone = new ByteArrayContent(near) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
        var inTheQuery = await Answer(_http.PostAsync($"/v1/identities/ada/verify?{Rate}={Text(rate / 2)}", alone, Cancelled));
        Assert.Equal((false, rate / 2), (inTheQuery.IsMatch, inTheQuery.TargetFalseMatchRate));

        using var explaining = await _http.PostAsync("/v1/identities/ada/explain", TwoRealms.Form(near, (Rate, Text(rate / 2))), Cancelled);
        var explained = (await explaining.Content.ReadFromJsonAsync(ProtocolJson.Default.Explanation, Cancelled))!;
        Assert.Equal((false, null, rate / 2, null), (explained.Decision.IsMatch, explained.Decision.FalseMatchRate, explained.Decision.TargetFalseMatchRate, explained.Figures));
    }

    [Fact]
    public async Task Ask_NoRateOrOneAboveTheCeiling_IsAnsweredAsAnEnrolmentIs()
    {
        foreach (var asked in new[] { "0.2", "0", "1", "NaN", "strict", "" })
        {
            var (status, code) = asked is "0.2" ? (HttpStatusCode.UnprocessableEntity, ProblemCode.RateAboveCeiling) : (HttpStatusCode.BadRequest, ProblemCode.InvalidRequest);
            List<Problem> problems = [];
            foreach (var ask in new[] { "verify", "explain", "re-enrol" })
            {
                using var answer = await _http.PostAsync($"/v1/identities/ada/{ask}", TwoRealms.Form(TwoRealms.Stranger, (Rate, asked)), Cancelled);
                problems.Add(await TwoRealms.ProblemOf(answer));
                Assert.Equal((asked, status, code), (asked, answer.StatusCode, problems[^1].Code));
            }

            Assert.Single(problems.Select(problem => (problem.Detail, problem.Bound)).Distinct());
        }
    }

    [Fact]
    public async Task Verify_ByAStrictKeyOrAtAStrictDoor_CannotBeLoosened()
    {
        var (near, _) = await Near();
        using var strict = TwoRealms.Caller(_silo, StrictKey);
        foreach (var fields in new (string, string)[][] { [], [(Rate, Text(Loose))] })
        {
            var decided = await Verify(strict, near, fields);
            Assert.Equal((false, null, Vault), (decided.IsMatch, decided.FalseMatchRate, decided.TargetFalseMatchRate));
        }

        using var atTheVault = TwoRealms.Caller(_silo);
        atTheVault.DefaultRequestHeaders.Add("Mote-Door", "Vault");
        Assert.Equal((false, Vault), await Verify(atTheVault, near) is var there ? (there.IsMatch, there.TargetFalseMatchRate) : default);
        Assert.Equal((true, Loose), await Verify(_http, near) is var anywhere ? (anywhere.IsMatch, anywhere.TargetFalseMatchRate) : default);
    }

    /// <summary>Somebody is enrolled as loosely as the realm allows, and the realm becomes stricter: so do the decisions about him.</summary>
    [Fact]
    public async Task Verify_CeilingLoweredSinceTheEnrolment_IsDecidedUnderTheNewOne()
    {
        var (near, _) = await Near();
        _http.Dispose();
        await _silo.DisposeAsync();
        _silo = await TestSilo.Start(_plan.With(("Mote:Enrolment:MostFalseMatchRate", Text(Vault))), Cancelled);
        _http = TwoRealms.Caller(_silo);

        Assert.Equal(Vault, (await _http.GetFromJsonAsync("/v1/identities/ada", ProtocolJson.Default.Identity, Cancelled))!.TargetFalseMatchRate);
        var own = await Verify(_http, TwoRealms.Photo());
        Assert.Equal((true, Vault), (own.IsMatch, own.TargetFalseMatchRate));
        var stricter = await Verify(_http, near);
        Assert.Equal((false, null, Vault), (stricter.IsMatch, stricter.FalseMatchRate, stricter.TargetFalseMatchRate));
        using var above = await _http.PostAsync("/v1/identities/ada/verify", TwoRealms.Form(near, (Rate, Text(Loose))), Cancelled);
        Assert.Equal((ProblemCode.RateAboveCeiling, Vault), await TwoRealms.ProblemOf(above) is var problem ? (problem.Code, problem.Bound) : default);
    }

    [Fact]
    public async Task OpenApi_NamesTheField()
    {
        using var document = JsonDocument.Parse(await _http.GetStringAsync("/openapi/v1.json", Cancelled));
        var (paths, form) = (document.RootElement.GetProperty("paths"), document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("ProbeForm"));
        Assert.True(form.GetProperty("properties").TryGetProperty(Rate, out _), form.ToString());
        Assert.All(["verify", "explain"], ask => Assert.Contains(
            "/ProbeForm", paths.GetProperty($"/v1/identities/{{subject}}/{ask}").GetProperty("post").GetProperty("requestBody").ToString(), StringComparison.Ordinal));
    }

    /// <summary>A photo of somebody else that matches, and would not at half its rate, at the vault neither.</summary>
    private async Task<(byte[] Photo, double Rate)> Near()
    {
        for (var person = 0; person < 400; person++)
        {
            var photo = DemoPeople.Photo(person, 0);
            if ((await Verify(_http, photo)).FalseMatchRate is { } rate and > 2.5 * Vault)
                return (photo, rate);
            using var unlocked = await _http.DeleteAsync("/v1/identities/ada/lockout", Cancelled);
        }

        throw new InvalidOperationException("Nobody else is accepted so.");
    }

    private static Task<Verification> Verify(HttpClient http, byte[] photo, params (string, string)[] fields) =>
        Answer(http.PostAsync("/v1/identities/ada/verify", TwoRealms.Form(photo, fields), Cancelled));

    private static async Task<Verification> Answer(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!;
    }

    private static string Text(double rate) => rate.ToString("R", CultureInfo.InvariantCulture);
}
