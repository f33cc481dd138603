using System.Net;
using System.Net.Http.Json;
using System.Text;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests;

/// <summary>The way back, and requests for new photos, over the API.</summary>
public sealed class SuccessionEndpointsTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private const string Requests = "/v1/re-enrolment-requests";

    private static readonly (string, string) Quick = ("recipe", "single-unit");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RollBack_AfterAReenrolment_BringsTheOneOfBeforeBackOnce()
    {
        await Enrolled("returning", 300);
        await Refused(HttpStatusCode.Conflict, ProblemCode.NothingToRollBack, silo.Http.PostAsync("/v1/identities/returning/roll-back", null, Cancelled));
        var before = await Verify("returning", 300, 1);
        Assert.Null(await TwoRealms.Outcome(silo.Http, silo.Http.PostAsync("/v1/identities/returning/re-enrol", TwoRealms.Form(DemoPeople.Photo(300, 2), Quick, ("force", "true")), Cancelled)));
        var replaced = await Describe("returning");
        Assert.Equal((2, 1), (replaced.Version, replaced.PreviousVersion));
        Assert.InRange(replaced.PreviousKeptUntil!.Value.DayNumber, Today.DayNumber + 29, Today.DayNumber + 30);

        using var answer = await silo.Http.PostAsync("/v1/identities/returning/roll-back", null, Cancelled);
        var back = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Identity, Cancelled))!;
        Assert.Equal((HttpStatusCode.OK, 1, null, null), (answer.StatusCode, back.Version, back.PreviousVersion, back.PreviousKeptUntil));
        var after = await Verify("returning", 300, 1);
        Assert.Equal((before.IsMatch, before.FalseMatchRate, before.TemplateVersion), (after.IsMatch, after.FalseMatchRate, after.TemplateVersion));
        var refused = await Refused(HttpStatusCode.Conflict, ProblemCode.NothingToRollBack, silo.Http.PostAsync("/v1/identities/returning/roll-back", null, Cancelled));
        Assert.Equal("Nothing to roll back", refused.Title);
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, silo.Http.PostAsync("/v1/identities/nobody/roll-back", null, Cancelled));
        // Another realm has nobody of that name.
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, silo.Other.PutAsync("/v1/identities/returning/re-enrolment-request", null, Cancelled));
    }

    [Fact]
    public async Task Request_OfOnePerson_IsShownUntilItIsWithdrawn()
    {
        await Enrolled("wanted", 300);
        for (var i = 0; i < 2; i++)
        {
            using var answer = await silo.Http.PutAsync("/v1/identities/wanted/re-enrolment-request", null, Cancelled);
            var asked = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Identity, Cancelled))!;
            Assert.Equal((HttpStatusCode.OK, ReenrolmentReason.Asked), (answer.StatusCode, asked.ReenrolmentReason));
            Assert.InRange(asked.ReenrolmentRequestedOn!.Value.DayNumber, Today.DayNumber - 1, Today.DayNumber);
        }

        Assert.Contains("\"reenrolmentReason\":\"asked\"", await silo.Http.GetStringAsync("/v1/identities/wanted", Cancelled), StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            using var withdrawn = await silo.Http.DeleteAsync("/v1/identities/wanted/re-enrolment-request", Cancelled);
            Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        }

        Assert.Null((await Describe("wanted")).ReenrolmentRequestedOn);
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, silo.Http.PutAsync("/v1/identities/nobody/re-enrolment-request", null, Cancelled));
        await Refused(HttpStatusCode.NotFound, ProblemCode.NotEnrolled, silo.Http.DeleteAsync("/v1/identities/nobody/re-enrolment-request", Cancelled));
    }

    [Fact]
    public async Task Requests_ForMany_AreAcceptedWithAnAddressThatSaysHowFarTheyAre()
    {
        await Refused(HttpStatusCode.NotFound, ProblemCode.OperationUnknown, silo.Other.GetAsync(Requests, Cancelled));
        await Enrolled("one.of.many", 300);
        await Enrolled("another.of.many", 300);
        using var answer = await silo.Http.PostAsync(Requests, JsonContent.Create(new ReenrolmentSelection(["one.of.many", "another.of.many", "nobody"]), ProtocolJson.Default.ReenrolmentSelection), Cancelled);
        Assert.Equal((HttpStatusCode.Accepted, Requests), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        var job = await Ended(answer);
        Assert.Equal((ReenrolmentJobState.Complete, 3, 3, 2, 0, 1, 0), (job.State, job.Total, job.Done, job.Noted, job.NotedBefore, job.NotEnrolled, job.Refused));
        Assert.Equal(ReenrolmentReason.Asked, (await Describe("another.of.many")).ReenrolmentReason);
        await Refused(HttpStatusCode.NotFound, ProblemCode.OperationUnknown, silo.Other.GetAsync(Requests, Cancelled));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("""{"subjects":[]}""")]
    [InlineData("""{"subjects":[null]}""")]
    [InlineData("""{"subjects":["not/a name"]}""")]
    [InlineData("""{"subjects":["ada"],"missesBounds":true}""")]
    [InlineData("""{"enrolledBefore":"yesterday"}""")]
    public async Task Requests_NoSingleChoice_AreMalformed(string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.PostAsync(Requests, body, Cancelled));
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private async Task<ReenrolmentJob> Ended(HttpResponseMessage answer)
    {
        var job = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.ReenrolmentJob, Cancelled))!;
        while (job.State == ReenrolmentJobState.Running)
            job = (await silo.Http.GetFromJsonAsync(Requests, ProtocolJson.Default.ReenrolmentJob, Cancelled))!;
        return job;
    }

    private async Task Enrolled(string subject, int person) => Assert.Null(await TwoRealms.Outcome(
        silo.Http, silo.Http.PutAsync($"/v1/identities/{subject}", TwoRealms.Form(DemoPeople.Photo(person, 0), Quick), Cancelled)));

    private async Task<Identity> Describe(string subject) => (await silo.Http.GetFromJsonAsync($"/v1/identities/{subject}", ProtocolJson.Default.Identity, Cancelled))!;

    private async Task<Verification> Verify(string subject, int person, int photo)
    {
        using var answer = await silo.Http.PostAsync($"/v1/identities/{subject}/verify", TwoRealms.Form(DemoPeople.Photo(person, photo)), Cancelled);
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!;
    }

    private static async Task<Problem> Refused(HttpStatusCode status, string code, Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        var problem = await TwoRealms.ProblemOf(answer);
        Assert.Equal((status, code), (answer.StatusCode, problem.Code));
        return problem;
    }
}
