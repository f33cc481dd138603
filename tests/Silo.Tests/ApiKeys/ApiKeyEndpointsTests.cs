using System.Net;
using System.Net.Http.Json;
using System.Text;
using Mote.Protocol;

namespace Mote.Silo.Tests.ApiKeys;

/// <summary>Keys that are made while a silo runs open at once, and nothing any more once they are revoked.</summary>
public sealed class ApiKeyEndpointsTests(StaffedSite site) : IClassFixture<StaffedSite>
{
    private const string Chief = StaffedSite.Chief, Manager = StaffedSite.Manager, Elsewhere = StaffedSite.Elsewhere, Door = StaffedSite.Door;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_OpensFromTheMomentItIsMade_UntilTheMomentItIsRevoked()
    {
        for (var round = 0; round < 20; round++)
        {
            var made = await Made(new NewApiKey("north-gate"));
            Assert.StartsWith("mote_", made.Secret, StringComparison.Ordinal);
            Assert.StartsWith(made.Key.Prefix!, made.Secret, StringComparison.Ordinal);
            Assert.Equal([Scope.Verify], made.Key.Scopes);
            Assert.Equal(HttpStatusCode.NotFound, await Verify(made.Secret));
            Assert.Equal(HttpStatusCode.Forbidden, await Status(made.Secret, HttpMethod.Get, "/v1/identities"));

            Assert.Equal(HttpStatusCode.NoContent, await Status(Chief, HttpMethod.Delete, "/v1/api-keys/north-gate"));
            Assert.Equal(HttpStatusCode.Unauthorized, await Verify(made.Secret));
        }
    }

    [Fact]
    public async Task Keys_OutliveTheSilo_AndSoDoesARevocation()
    {
        var (kept, gone) = (await Made(new NewApiKey("kept")), await Made(new NewApiKey("gone")));
        await Status(Chief, HttpMethod.Delete, "/v1/api-keys/gone");
        await site.Restart();
        Assert.Equal(HttpStatusCode.NotFound, await Verify(kept.Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await Verify(gone.Secret));
    }

    [Fact]
    public async Task List_NamesEveryKey_AndTellsNoneOfThem()
    {
        var made = await Made(new NewApiKey("desk", Role: Role.Reception, Doors: ["hall"], Expires: TimeProvider.System.GetUtcNow().AddDays(1)));
        using var chief = site.Caller(Chief);
        var text = await chief.GetStringAsync("/v1/api-keys", Cancelled);
        Assert.DoesNotContain(made.Secret[made.Key.Prefix!.Length..], text, StringComparison.Ordinal);
        Assert.DoesNotContain("sha256", text, StringComparison.OrdinalIgnoreCase);
        var keys = (await chief.GetFromJsonAsync("/v1/api-keys", ProtocolJson.Default.IReadOnlyListKnownApiKey, Cancelled))!;
        Assert.Equal(keys.Select(key => key.Name).Order(StringComparer.Ordinal), keys.Select(key => key.Name));
        Assert.Equal(["chief", "door", "manager"], keys.Where(key => key.IsConfigured).Select(key => key.Name));
        var desk = keys.Single(key => key.Name == "desk");
        Assert.Equal(("chief", made.Key.Prefix), (desk.MadeBy, desk.Prefix));
        Assert.Equal([Scope.Verify, Scope.People, Scope.Enrol, Scope.Reenrol, Scope.Unlock], desk.Scopes);
        Assert.Equal(["hall"], desk.Doors);
    }

    [Fact]
    public async Task Make_WhatTheCallerLacks_IsRefused()
    {
        Assert.Equal(ProblemCode.Forbidden, (await Refused(Manager, new NewApiKey("eraser", [Scope.Erase]))).Code);
        Assert.Equal(ProblemCode.Forbidden, (await Refused(Manager, new NewApiKey("administrator", Role: Role.Administrator))).Code);
        Assert.Equal(ProblemCode.Forbidden, (await Refused(Door, new NewApiKey("door-2"))).Code);
        // A key grants on, and no more than it was granted.
        var second = await Made(new NewApiKey("second", [Scope.Verify, Scope.ApiKeys], Doors: ["hall"]), Manager);
        Assert.Equal(ProblemCode.Forbidden, (await Refused(second.Secret, new NewApiKey("third", [Scope.Verify]), "hall")).Code);
        await Made(new NewApiKey("third", [Scope.Verify], Doors: ["hall"]), second.Secret, "hall");
    }

    [Fact]
    public async Task Name_IsOneOfARealm_AndAnotherRealmSeesNothingOfIt()
    {
        await Made(new NewApiKey("gate"));
        Assert.Equal(ProblemCode.ApiKeyExists, (await Refused(Chief, new NewApiKey("gate"))).Code);
        Assert.Equal(ProblemCode.ApiKeyExists, (await Refused(Chief, new NewApiKey("manager"))).Code);
        var other = await Made(new NewApiKey("gate"), Elsewhere);
        Assert.Equal(HttpStatusCode.NoContent, await Status(Elsewhere, HttpMethod.Delete, "/v1/api-keys/gate"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Verify(other.Secret));
        using var chief = site.Caller(Chief);
        Assert.Contains((await chief.GetFromJsonAsync("/v1/api-keys", ProtocolJson.Default.IReadOnlyListKnownApiKey, Cancelled))!, key => key.Name == "gate");
        Assert.Equal(HttpStatusCode.NotFound, await Status(Elsewhere, HttpMethod.Delete, "/v1/api-keys/gate"));
    }

    [Fact]
    public async Task Limit_LeavesLess_AtOnce()
    {
        var made = await Made(new NewApiKey("counter", [Scope.Verify, Scope.People]));
        Assert.Equal(HttpStatusCode.OK, await Status(made.Secret, HttpMethod.Get, "/v1/identities"));
        Assert.Equal(HttpStatusCode.OK, await Status(Chief, HttpMethod.Patch, "/v1/api-keys/counter", """{"scopes":["verify"],"doors":["hall"]}"""));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(made.Secret, HttpMethod.Get, "/v1/identities"));
        Assert.Equal(HttpStatusCode.NotFound, await Verify(made.Secret));
        Assert.Equal(HttpStatusCode.Forbidden, await Verify(made.Secret, "yard"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(Chief, HttpMethod.Patch, "/v1/api-keys/counter", """{"scopes":["people"]}"""));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(Chief, HttpMethod.Patch, "/v1/api-keys/counter", """{"doors":[]}"""));
    }

    [Fact]
    public async Task Rate_OfAKey_IsItsCallersFromThenOn()
    {
        var made = await Made(new NewApiKey("strict", TargetFalseMatchRate: 1e-5));
        Assert.Equal(1e-5, made.Key.TargetFalseMatchRate);
        Assert.Equal(1e-5, site.Callers.Find(made.Secret)!.Caller.TargetFalseMatchRate);
        Assert.Equal(HttpStatusCode.OK, await Status(Chief, HttpMethod.Patch, "/v1/api-keys/strict", """{"targetFalseMatchRate":1e-6}"""));
        Assert.Equal(1e-6, site.Callers.Find(made.Secret)!.Caller.TargetFalseMatchRate);
        Assert.Equal(HttpStatusCode.Forbidden, await Status(Chief, HttpMethod.Patch, "/v1/api-keys/strict", """{"targetFalseMatchRate":1e-5}"""));
        Assert.Equal(ProblemCode.RateAboveCeiling, (await Refused(Chief, new NewApiKey("loose", TargetFalseMatchRate: 0.5))).Code);
    }

    [Fact]
    public async Task Expired_OpensNothing()
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(2);
        var made = await Made(new NewApiKey("brief", Expires: until));
        HttpStatusCode status;
        do
        {
            var before = TimeProvider.System.GetUtcNow();
            status = await Verify(made.Secret);
            // Known a moment before its end, it is refused behind the edge.
            Assert.Contains(status, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden]);
            Assert.True(status == HttpStatusCode.Unauthorized || before < until, "It opened after its end.");
            Assert.True(status != HttpStatusCode.Forbidden || TimeProvider.System.GetUtcNow() >= until, "It was refused before its end.");
        }
        while (status != HttpStatusCode.Unauthorized);
        Assert.True(TimeProvider.System.GetUtcNow() >= until);
    }

    [Fact]
    public async Task Configured_IsChangedInTheConfigurationAlone()
    {
        Assert.Equal(HttpStatusCode.Conflict, await Status(Chief, HttpMethod.Delete, "/v1/api-keys/door"));
        Assert.Equal(HttpStatusCode.Conflict, await Status(Chief, HttpMethod.Patch, "/v1/api-keys/door", "{}"));
        Assert.Equal(HttpStatusCode.NotFound, await Verify(Door));
        Assert.Equal(HttpStatusCode.NotFound, await Status(Chief, HttpMethod.Delete, "/v1/api-keys/nobody"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"scopes":["verify"]}""")]
    [InlineData("""{"name":"x","scopes":["everything"]}""")]
    [InlineData("""{"name":"x","doors":[null]}""")]
    [InlineData("""{"name":"x","expires":"tomorrow"}""")]
    [InlineData("""{"name":"two words"}""")]
    [InlineData("""{"name":"x","expires":"2001-01-01T00:00:00Z"}""")]
    public async Task Make_NoKey_IsRefusedInWords(string body)
    {
        using var chief = site.Caller(Chief);
        using var answer = await chief.PostAsync("/v1/api-keys", new StringContent(body, Encoding.UTF8, "application/json"), Cancelled);
        Assert.Equal(ProblemCode.InvalidRequest, (await TwoRealms.ProblemOf(answer)).Code);
    }

    private async Task<MadeApiKey> Made(NewApiKey asked, string by = Chief, string? door = null)
    {
        using var answer = await Post(by, asked, door);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.MadeApiKey, Cancelled))!;
    }

    private async Task<Problem> Refused(string by, NewApiKey asked, string? door = null)
    {
        using var answer = await Post(by, asked, door);
        return await TwoRealms.ProblemOf(answer);
    }

    private async Task<HttpResponseMessage> Post(string by, NewApiKey asked, string? door)
    {
        using var caller = site.Caller(by);
        if (door is not null)
            caller.DefaultRequestHeaders.Add("Mote-Door", door);
        return await caller.PostAsJsonAsync("/v1/api-keys", asked, ProtocolJson.Default.NewApiKey, Cancelled);
    }

    private async Task<HttpStatusCode> Status(string key, HttpMethod method, string address, string? body = null, string? door = null)
    {
        using var caller = site.Caller(key);
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        if (door is not null)
            request.Headers.Add("Mote-Door", door);
        using var answer = await caller.SendAsync(request, Cancelled);
        if (!answer.IsSuccessStatusCode)
            await TwoRealms.ProblemOf(answer);
        return answer.StatusCode;
    }

    /// <summary>Asks for nobody: whoever may verify is told that he is not enrolled.</summary>
    private async Task<HttpStatusCode> Verify(string key, string? door = null)
    {
        using var caller = site.Caller(key);
        if (door is not null)
            caller.DefaultRequestHeaders.Add("Mote-Door", door);
        using var answer = await caller.PostAsync("/v1/identities/nobody/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);
        return answer.StatusCode;
    }
}
