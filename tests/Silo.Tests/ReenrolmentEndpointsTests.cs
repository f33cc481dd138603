using System.Net;
using System.Net.Http.Json;
using Mote.Protocol;

namespace Mote.Silo.Tests;

public sealed class ReenrolmentEndpointsTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private static readonly (string, string) Quick = ("recipe", "single-unit");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reenrol_SomebodyElsesPhoto_IsRefusedUnlessItIsForced()
    {
        await Enrolled("owner");
        var refused = await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.NotRecognised, Reenrol("owner", TwoRealms.Form(TwoRealms.Stranger, Quick)));
        Assert.Equal((null, null, "Not recognised"), (refused.Measured, refused.Bound, refused.Title));
        Assert.Contains("'force'", refused.Detail, StringComparison.Ordinal);
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.NotRecognised, Reenrol("owner", TwoRealms.Form(TwoRealms.Stranger, Quick, ("force", "false"))));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, Reenrol("owner", TwoRealms.Form(TwoRealms.Stranger, Quick, ("force", "please"))));
        Assert.Equal((true, 1), await Verify("owner", TwoRealms.Photo()));
        Assert.Equal((false, 1), await Verify("owner", TwoRealms.Stranger));

        await Done(Reenrol("owner", TwoRealms.Form(TwoRealms.Stranger, Quick, ("force", "true"))));
        Assert.Equal((true, 2), await Verify("owner", TwoRealms.Stranger));

        // A photo alone has no fields beside it: the query says it.
        await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.NotRecognised, Reenrol("owner", Alone(TwoRealms.Photo())));
        await Done(Reenrol("owner", Alone(TwoRealms.Photo()), "?force=true"));
        Assert.Equal((true, 3), await Verify("owner", TwoRealms.Photo()));

        var trail = (await silo.Http.GetFromJsonAsync("/v1/audit?subject=owner&kind=re_enrolled_by_force", ProtocolJson.Default.AuditPage, Cancelled))!.Entries;
        Assert.Equal([(AuditOutcome.Done, "one", 3), (AuditOutcome.Done, "one", 2)], trail.Select(entry => (entry.Outcome, entry.Caller, entry.TemplateVersion ?? 0)));
        var failed = (await silo.Http.GetFromJsonAsync("/v1/audit?subject=owner&kind=failed_to_enrol", ProtocolJson.Default.AuditPage, Cancelled))!.Entries;
        Assert.Equal(3, failed.Count(entry => entry is { Outcome: AuditOutcome.Refused, Code: ProblemCode.NotRecognised }));
    }

    [Fact]
    public async Task Reenrol_Locked_IsRefusedUntilTheLockEndsAsAVerificationIs()
    {
        await Enrolled("probed");
        for (var i = 0; i < 10; i++)
            await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.NotRecognised, Reenrol("probed", TwoRealms.Form(TwoRealms.Stranger, Quick)));
        var locked = await Refused(HttpStatusCode.TooManyRequests, ProblemCode.LockedOut, Reenrol("probed", TwoRealms.Form(TwoRealms.Photo(), Quick)));
        Assert.True(locked.RetryAfterSeconds > 0);
        using var lifted = await silo.Http.DeleteAsync("/v1/identities/probed/lockout", Cancelled);
        await Done(Reenrol("probed", TwoRealms.Form(TwoRealms.Photo(), Quick)));
    }

    [Fact]
    public async Task Key_OfAnotherContent_IsReusedAndNothingIsTrained()
    {
        var operation = Guid.NewGuid().ToString();
        await Enrolled("once-only", operation);
        await Reused(HttpMethod.Post, "once-only/re-enrol", TwoRealms.Form(TwoRealms.Stranger, Quick, ("force", "true")));
        await Reused(HttpMethod.Post, "once-only/re-enrol", TwoRealms.Form(TwoRealms.Photo(), Quick));
        await Reused(HttpMethod.Put, "once-only", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "compact")));
        await Reused(HttpMethod.Put, "once-only", TwoRealms.Form(TwoRealms.Photo(1), Quick));
        await Reused(HttpMethod.Post, "once-only/not", TwoRealms.Form(TwoRealms.Stranger));
        Assert.Equal((true, 1), await Verify("once-only", TwoRealms.Photo()));

        using var same = await silo.Enrol("once-only", operation);
        Assert.Equal((HttpStatusCode.Created, 1), (same.StatusCode, (await same.Content.ReadFromJsonAsync(ProtocolJson.Default.EnrolmentOperation, Cancelled))!.Identity!.Version));

        async Task Reused(HttpMethod method, string path, HttpContent content)
        {
            using var request = new HttpRequestMessage(method, $"/v1/identities/{path}") { Content = content, Headers = { { "Idempotency-Key", operation } } };
            await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.OperationReused, silo.Http.SendAsync(request, Cancelled));
        }
    }

    [Fact]
    public async Task Enrol_RateAboveTheCeiling_IsRefusedWithTheBound()
    {
        await Enrolled("bounded");
        foreach (var refusing in new[] { silo.Enrol("loose", null, Quick, ("targetFalseMatchRate", "0.2")), Reenrol("bounded", TwoRealms.Form(TwoRealms.Photo(), Quick, ("targetFalseMatchRate", "0.2"), ("force", "true"))) })
        {
            var refused = await Refused(HttpStatusCode.UnprocessableEntity, ProblemCode.RateAboveCeiling, refusing);
            Assert.Equal((0.2, 0.1), (refused.Measured, refused.Bound));
        }
    }

    private Task<HttpResponseMessage> Reenrol(string subject, HttpContent content, string query = "") => silo.Http.PostAsync($"/v1/identities/{subject}/re-enrol{query}", content, Cancelled);

    private async Task Enrolled(string subject, string? operation = null) => await Done(silo.Enrol(subject, operation));

    private async Task Done(Task<HttpResponseMessage> enrolling) => Assert.Null(await TwoRealms.Outcome(silo.Http, enrolling));

    private async Task<Problem> Refused(HttpStatusCode status, string code, Task<HttpResponseMessage> enrolling)
    {
        var problem = await TwoRealms.Outcome(silo.Http, enrolling);
        Assert.Equal(((int)status, code), (problem!.Status, problem.Code));
        return problem;
    }

    private static ByteArrayContent Alone(byte[] photo) => new(photo) { Headers = { ContentType = new("image/jpeg") } };

    private async Task<(bool, int)> Verify(string subject, byte[] photo)
    {
        using var answer = await silo.Http.PostAsync($"/v1/identities/{subject}/verify", TwoRealms.Form(photo), Cancelled);
        var verified = (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!;
        return (verified.IsMatch, verified.TemplateVersion);
    }
}
