using System.Net;
using System.Net.Http.Json;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests;

public sealed class CertificateEndpointsTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    // People of the demo among whom one is accepted for another.
    private const int FirstOther = 600, MostOthers = 200;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Describe_Certificate_SaysEveryRateWithItsSampleSize()
    {
        await silo.Enrol("certified", null, ("recipe", "compact"), ("targetFalseMatchRate", "0.001"));
        var certificate = (await silo.Http.GetFromJsonAsync("/v1/identities/certified", ProtocolJson.Default.Identity, Cancelled))!.Certificate!;
        Assert.Equal((1000, null), (certificate.Figures.Samples, certificate.Previous));
        Assert.True(certificate.Figures.Strangers < certificate.Figures.StrangerPhotos);
        Assert.InRange(certificate.Figures.FalseMatchRateBound, certificate.Figures.FalseMatchRate, 0.1);
        Assert.InRange(certificate.Figures.FalseNonMatchRate!.Value, 0, certificate.Figures.FalseNonMatchRateBound!.Value);
        Assert.Equal(certificate.Figures.StrangerPhotos, certificate.Figures.Groups.Sum(group => group.StrangerPhotos));
        Assert.NotNull(certificate.Cosine);
        Assert.Equal([DemoCohort.FirstGroup, DemoCohort.SecondGroup], certificate.Synthesis.Select(group => group.Group));
    }

    [Fact]
    public async Task Exclude_WronglyAcceptedPhoto_IsExcludedAndTheAnswerHoldsNoFace()
    {
        await silo.Enrol("mistaken", null, ("recipe", "compact"), ("targetFalseMatchRate", "0.1"));
        var wrong = await WronglyAccepted("mistaken");
        using var answer = await silo.Http.PostAsync("/v1/identities/mistaken/not", TwoRealms.Form(wrong), Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var text = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.InRange(text.Length, 200, 4000);

        var exclusion = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Exclusion, Cancelled))!;
        Assert.True(exclusion is { Before.Margin: >= 0, After.Margin: < 0, Identity.Version: 2 });
        Assert.Equal(exclusion.FalseNonMatchRateBefore, exclusion.Identity.Certificate!.Previous!.FalseNonMatchRate);
        using var verified = await silo.Http.PostAsync("/v1/identities/mistaken/verify", TwoRealms.Form(wrong), Cancelled);
        Assert.False((await verified.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!.IsMatch);
    }

    [Fact]
    public async Task Exclude_WhatCannotBe_IsNamed()
    {
        await silo.Enrol("sure");
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, Json("unknown", """{"other":"sure"}"""));
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, Json("sure", """{"other":"unknown"}"""));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, Json("sure", """{"other":"sure"}"""));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, Json("sure", "{}"));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, Json("sure", "no json"));
        await Refused(HttpStatusCode.Conflict, ProblemCode.NothingToExclude, silo.Http.PostAsync("/v1/identities/sure/not", TwoRealms.Form(TwoRealms.Stranger), Cancelled));
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.ExclusionTooCostly, silo.Http.PostAsync("/v1/identities/sure/not", TwoRealms.Form(TwoRealms.Photo()), Cancelled));
        // It says how faces are seen, which is an operator's to know.
        using var asked = new StringContent("""{"other":"sure"}""", System.Text.Encoding.UTF8, "application/json");
        await Refused(HttpStatusCode.Forbidden, ProblemCode.Forbidden, silo.Door.PostAsync("/v1/identities/sure/not", asked, Cancelled));
    }

    [Fact]
    public async Task Fairness_OfTheCallersRealm_IsGivenWithWarnings()
    {
        await silo.Enrol("counted");
        using var refused = await silo.Http.PutAsync("/v1/identities/faceless", TwoRealms.Form(DemoPeople.Nobody), Cancelled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        var fairness = (await silo.Http.GetFromJsonAsync("/v1/fairness", ProtocolJson.Default.Fairness, Cancelled))!;
        Assert.InRange(fairness.Certified, 1, fairness.Enrolled);
        Assert.Equal([DemoCohort.FirstGroup, DemoCohort.SecondGroup], fairness.Groups.Select(group => group.Group));
        // Other tests of this silo may have enrolled somebody, too.
        Assert.Equal(fairness.Certified > 1, fairness.GiniAggregationRate!.Low <= fairness.GiniAggregationRate.High);
        Assert.InRange(fairness.RefusedEnrolments.Values.Sum(), 1, 100);
        Assert.Contains(fairness.Warnings, warning => warning.Contains("people are certified", StringComparison.Ordinal));

        var none = (await silo.Other.GetFromJsonAsync("/v1/fairness", ProtocolJson.Default.Fairness, Cancelled))!;
        Assert.Equal((0, 0), (none.Enrolled, none.RefusedEnrolments.Count));
        using var stranger = await silo.Nobody.GetAsync("/v1/fairness", Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    private Task<HttpResponseMessage> Json(string subject, string body) => silo.Http.PostAsync(
        $"/v1/identities/{subject}/not", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Cancelled);

    private async Task<byte[]> WronglyAccepted(string subject)
    {
        for (var other = FirstOther; other < FirstOther + MostOthers; other++)
        {
            var photo = DemoPeople.Photo(other, 0);
            using var answer = await silo.Http.PostAsync($"/v1/identities/{subject}/verify", TwoRealms.Form(photo), Cancelled);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                (await silo.Http.DeleteAsync($"/v1/identities/{subject}/lockout", Cancelled)).EnsureSuccessStatusCode();
            if (answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!.IsMatch)
                return photo;
        }

        throw new InvalidOperationException("Nobody else is accepted.");
    }

    private static async Task Refused(HttpStatusCode status, string code, Task<HttpResponseMessage> request)
    {
        using var response = await request;
        Assert.Equal((status, code), (response.StatusCode, (await TwoRealms.ProblemOf(response)).Code));
    }
}
