using System.Net;
using System.Net.Http.Json;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests;

public sealed class AuditEndpointsTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trail_OfARealm_NamesCallerAndDoorAndIsWhole()
    {
        await silo.Enrol("audited");
        var match = await Verify("audited", "north");
        using var stranger = await silo.Http.PostAsync("/v1/identities/audited/verify", TwoRealms.Form(TwoRealms.Stranger), Cancelled);

        var page = await Page("?subject=audited&kind=verified&limit=10");
        Assert.Equal([(AuditOutcome.NonMatch, null), (AuditOutcome.Match, "north")], page.Entries.Select(entry => (entry.Outcome, entry.Door)));
        Assert.All(page.Entries, entry => Assert.Equal(("one", "audited"), (entry.Caller, entry.Subject)));
        Assert.Equal((match.DecisionId, match.FalseMatchRate), (page.Entries[1].DecisionId, page.Entries[1].FalseMatchRate));
        Assert.Null(page.Next);

        var text = await silo.Http.GetStringAsync("/v1/audit?outcome=non_match", Cancelled);
        Assert.DoesNotContain("falseMatchRate", text, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"non_match\"", text, StringComparison.Ordinal);
        Assert.Single((await Page("?door=north")).Entries);
        var first = await Page("?limit=1");
        Assert.Equal(first.Entries[0].Sequence - 1, (await Page($"?limit=1&after={first.Next}")).Entries[0].Sequence);

        var check = (await silo.Http.GetFromJsonAsync("/v1/audit/check", ProtocolJson.Default.AuditCheck, Cancelled))!;
        Assert.True(check.IsWhole, check.Reason);
        Assert.Equal(first.Entries[0].Hash, check.Hash);
        Assert.Equal(("one", $"silo:{check.Last}:{check.Hash}"), (check.Realm, Assert.Single(check.Chains!).Note));

        // What was noted is in it, without a writer's name, too; what was not is not.
        var held = await Checked($"?since={check.Chains![0].Note}&since={check.Last}:{check.Hash}");
        Assert.True(held.IsWhole, held.Reason);
        Assert.Equal([AuditNoteState.Held, AuditNoteState.Held], held.Notes!.Select(note => note.State));
        var missing = await Checked($"?since={check.Last + 1000}:{check.Hash}");
        Assert.Equal((false, AuditNoteState.Missing), (missing.IsWhole, missing.Notes![0].State));
        Assert.Contains($"the chain ends at {missing.Last}", missing.Reason, StringComparison.Ordinal);
        using var posted = await silo.Http.PostAsJsonAsync("/v1/audit/check", new AuditNotes([check.Chains[0].Note!]), ProtocolJson.Default.AuditNotes, Cancelled);
        Assert.True((await posted.Content.ReadFromJsonAsync(ProtocolJson.Default.AuditCheck, Cancelled))!.IsWhole);
    }

    [Fact]
    public async Task Trail_OfAnotherRealm_IsNotThere()
    {
        await silo.Enrol("elsewhere");
        // Nobody but operators read a trail.
        await Refused(HttpStatusCode.Forbidden, ProblemCode.Forbidden, silo.Door.GetAsync("/v1/audit", Cancelled));
        await Refused(HttpStatusCode.Forbidden, ProblemCode.Forbidden, silo.Door.GetAsync("/v1/audit/check", Cancelled));
        await Refused(HttpStatusCode.Forbidden, ProblemCode.Forbidden, silo.Door.PostAsJsonAsync("/v1/audit/check", new AuditNotes([]), ProtocolJson.Default.AuditNotes, Cancelled));
        await Refused(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated, silo.Nobody.GetAsync("/v1/audit", Cancelled));
        using var foreign = await silo.Other.PostAsync("/v1/identities/elsewhere/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);
        Assert.DoesNotContain((await Page("?limit=1000")).Entries, entry => entry.Caller == "other");
    }

    [Fact]
    public async Task Trail_FailureToEnrolAndErasure_NameNobody()
    {
        using var refused = await silo.Http.PutAsync("/v1/identities/faceless", TwoRealms.Form(DemoPeople.Nobody), Cancelled);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        await silo.Enrol("gone");
        using var gone = await silo.Http.DeleteAsync("/v1/identities/gone", Cancelled);
        var text = await silo.Http.GetStringAsync("/v1/audit?limit=1000", Cancelled);
        Assert.DoesNotContain("faceless", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gone", text, StringComparison.Ordinal);
        var failed = (await Page("?kind=failed_to_enrol")).Entries[0];
        Assert.Equal((AuditOutcome.Refused, null, "one"), (failed.Outcome, failed.Person, failed.Caller));
        Assert.NotNull(failed.Code);
        var erased = (await Page("?kind=erased")).Entries[0];
        Assert.NotNull(erased.Person);
    }

    [Fact]
    public async Task Request_OfEveryBadKind_IsNamed()
    {
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.GetAsync("/v1/audit?limit=0", Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.GetAsync("/v1/audit?after=yesterday", Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.GetAsync("/v1/audit/check?since=17", Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.PostAsJsonAsync("/v1/audit/check", new AuditNotes(["x"]), ProtocolJson.Default.AuditNotes, Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.GetAsync("/v1/audit?kind=Verified", Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.GetAsync("/v1/audit?outcome=perhaps", Cancelled));
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.GetAsync("/v1/audit?subject=bad%20name", Cancelled));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/audit") { Headers = { { "Mote-Door", "bad name" } } };
        await Refused(HttpStatusCode.BadRequest, ProblemCode.InvalidRequest, silo.Http.SendAsync(request, Cancelled));
    }

    private async Task<AuditCheck> Checked(string query) => (await silo.Http.GetFromJsonAsync($"/v1/audit/check{query}", ProtocolJson.Default.AuditCheck, Cancelled))!;

    private async Task<AuditPage> Page(string query) => (await silo.Http.GetFromJsonAsync($"/v1/audit{query}", ProtocolJson.Default.AuditPage, Cancelled))!;

    private async Task<Verification> Verify(string subject, string door)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/identities/{subject}/verify") { Content = TwoRealms.Form(TwoRealms.Photo()), Headers = { { "Mote-Door", door } } };
        using var answer = await silo.Http.SendAsync(request, Cancelled);
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!;
    }

    private static async Task Refused(HttpStatusCode status, string code, Task<HttpResponseMessage> request)
    {
        using var response = await request;
        Assert.Equal((status, code), (response.StatusCode, (await TwoRealms.ProblemOf(response)).Code));
    }
}
