using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Roster;
using Mote.Grains.Training;
using Mote.Protocol;
using Mote.Service.Realms;
using Mote.Tests;

namespace Mote.Silo.Tests.Realms;

/// <summary>Realms that are made while a silo runs are served at once with what is theirs, know nothing of each other, and are gone with everybody in them.</summary>
public sealed class RealmEndpointsTests(ServiceSite site) : IClassFixture<ServiceSite>
{
    private const string Service = ServiceSite.Service, Chief = ServiceSite.Chief;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Realm_IsServedFromTheMomentItIsMade_UntilTheMomentItIsRemoved()
    {
        var made = await Made(new NewRealm("clinic", Administrator: "head"));
        Assert.Equal(("clinic", RealmState.Served, "provider"), (made.Realm.Name, made.Realm.State, made.Realm.MadeBy));
        Assert.Equal("head", made.Administrator.Key.Name);
        await Enrol(made.Administrator.Secret, "ada", 1);
        Assert.True((await Verify(made.Administrator.Secret, "ada", 1))!.IsMatch);
        // A key that the realm's administrator made goes with it.
        var door = await Key(made.Administrator.Secret, new NewApiKey("door"));
        Assert.True((await Verify(door, "ada", 1))!.IsMatch);

        await Remove("clinic");
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(made.Administrator.Secret, HttpMethod.Get, "/v1/identities"));
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(door, HttpMethod.Get, "/v1/identities/ada"));
        Assert.DoesNotContain("clinic", (await List()).Select(realm => realm.Name));
        Assert.Equal(ProblemCode.RealmExists, (await Refused(new NewRealm("clinic"))).Code);
        await site.Restart();
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(door, HttpMethod.Get, "/v1/identities/ada"));
        Assert.Equal(ProblemCode.RealmUnknown, (await Refusal(Service, HttpMethod.Delete, "/v1/realms/clinic")).Code);
    }

    [Fact]
    public async Task Realms_HaveEachTheirOwn_ModelsRatesAndPeople()
    {
        var (club, gym) = (await Made(new NewRealm("club", "other", 1e-3, 1e-2)), await Made(new NewRealm("gym")));
        Assert.Equal(("other", 1e-3, 1e-2), (club.Realm.Models, club.Realm.TargetFalseMatchRate, club.Realm.MostFalseMatchRate));
        var (atClub, atGym) = (club.Administrator.Secret, gym.Administrator.Secret);
        await Enrol(atClub, "eve", 2, "single-unit");
        await Enrol(atGym, "eve", 3, "single-unit");

        // The same name is somebody else, in a network of another embedder and cohort, decided at another rate.
        var (here, there) = (await Describe(atClub, "eve"), await Describe(atGym, "eve"));
        Assert.NotEqual(here.Embedder, there.Embedder);
        Assert.NotEqual(here.Cohort, there.Cohort);
        Assert.Equal(1e-3, here.TargetFalseMatchRate);
        Assert.True((await Verify(atClub, "eve", 2))!.IsMatch);
        Assert.True((await Verify(atGym, "eve", 3))!.IsMatch);
        Assert.False((await Verify(atClub, "eve", 3))!.IsMatch);
        var tooMuch = await Refusal(atClub, HttpMethod.Put, "/v1/identities/bob", Form(4, ("recipe", "single-unit"), ("targetFalseMatchRate", "0.05")));
        Assert.Equal(ProblemCode.RateAboveCeiling, tooMuch.Code);
        // Nobody is sent to a setting that has no say here.
        Assert.DoesNotContain("Mote:", tooMuch.Detail, StringComparison.Ordinal);
        // What its cohort is not calibrated for, a realm does not have, though the other has.
        Assert.Equal(ProblemCode.RecipeUnavailable, (await Refusal(atClub, HttpMethod.Put, "/v1/identities/bob", Form(4, ("recipe", "compact")))).Code);
        Assert.Equal(["eve"], (await People(atClub)).Subjects);

        await site.Restart();
        Assert.True((await Verify(atClub, "eve", 2))!.IsMatch);
        Assert.Equal((1e-3, 1e-2), (await List()).Where(realm => realm.Name == "club").Select(realm => (realm.TargetFalseMatchRate, realm.MostFalseMatchRate)).Single());

        // Without its models it is not served, and with them again it is.
        await site.Restart(hasOther: false);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(atClub, HttpMethod.Get, "/v1/identities"));
        Assert.True((await Verify(atGym, "eve", 3))!.IsMatch);
        await site.Restart();
        Assert.True((await Verify(atClub, "eve", 2))!.IsMatch);
    }

    [Fact]
    public async Task ServiceKey_SeesNobodyInAnyRealm_AndNoKeyOfOneSeesRealms()
    {
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/v1/identities"), (HttpMethod.Get, "/v1/identities/ada"), (HttpMethod.Delete, "/v1/identities/ada"), (HttpMethod.Get, "/v1/fairness"), (HttpMethod.Get, "/v1/api-keys") })
            Assert.Equal(HttpStatusCode.Forbidden, await Status(Service, method, path));
        foreach (var (method, path) in new[] { (HttpMethod.Get, "/v1/realms"), (HttpMethod.Post, "/v1/realms"), (HttpMethod.Delete, "/v1/realms/site") })
            Assert.Equal(HttpStatusCode.Forbidden, await Status(Chief, method, path));
        // Nobody of a realm grants what only the service has.
        Assert.Equal(ProblemCode.Forbidden, (await Refusal(Chief, HttpMethod.Post, "/v1/api-keys", JsonContent.Create(new NewApiKey("more", [Scope.Realms]), ProtocolJson.Default.NewApiKey))).Code);
    }

    [Fact]
    public async Task Make_WhatCanBeNoRealm_IsRefused_AndNoneIsMade()
    {
        foreach (var asked in new[] { new NewRealm("a b"), new NewRealm(".."), new NewRealm("~service"), new NewRealm("x", "unheard-of"), new NewRealm("x", Policy: "fair"), new NewRealm("x", TargetFalseMatchRate: 2), new NewRealm("x", null, 0.01, 0.001) })
            Assert.Equal(ProblemCode.InvalidRequest, (await Refused(asked)).Code);
        Assert.Equal(ProblemCode.RealmExists, (await Refused(new NewRealm("site"))).Code);
        Assert.Equal(ProblemCode.RealmConfigured, (await Refusal(Service, HttpMethod.Delete, "/v1/realms/site")).Code);
        Assert.DoesNotContain("x", (await List()).Select(realm => realm.Name));
    }

    [Fact]
    public async Task ServiceTrail_TellsOfRealms_AndNoOtherTrailDoes()
    {
        var made = await Made(new NewRealm("studio"));
        await Remove("studio");
        var kinds = (await Trail(Service)).Where(entry => entry.Realm == "studio").Select(entry => (entry.Kind, entry.Caller));
        Assert.Equal([(AuditKind.RealmRemoved, "provider"), (AuditKind.RealmMade, "provider")], kinds);
        Assert.DoesNotContain(await Trail(Chief), entry => entry.Realm is not null);
        Assert.NotEmpty(made.Administrator.Secret);
    }

    /// <summary>Somebody whose training had begun is not enrolled in a realm that is gone, whatever comes first.</summary>
    [Fact]
    public async Task Remove_WhileSomebodyIsEnrolled_LeavesNobody()
    {
        for (var round = 0; round < 2; round++)
        {
            var realm = $"passing-{round}";
            var key = (await Made(new NewRealm(realm))).Administrator.Secret;
            using var caller = site.Caller(key);
            var enrolling = caller.PutAsync("/v1/identities/late", Form(5), Cancelled);
            await Remove(realm);
            using var answer = await enrolling;
            var gate = site.Services.GetRequiredService<TrainingGate>();
            while (gate.Load is not { AtWork: 0, Waiting: 0 })
                await Task.Yield();
            Caller.Current = Caller.Service(realm, "test");
            Assert.Empty((await site.Services.GetRequiredService<Roster>().List(realm, null, 1, Cancelled)).Subjects);
        }
    }

    /// <summary>A removal that a stop of the service interrupts is not said to be done; the next start goes on with it.</summary>
    [Fact]
    public async Task Remove_WhileTheServiceStops_IsAcceptedAndGoesOn()
    {
        var made = await Made(new NewRealm("interrupted"));
        await Enrol(made.Administrator.Secret, "ada", 1);
        await site.Services.GetRequiredService<RealmRemoval>().StopAsync(Cancelled);
        Assert.Equal(HttpStatusCode.Accepted, await Status(Service, HttpMethod.Delete, "/v1/realms/interrupted"));
        Assert.Equal(RealmState.Removing, (await List()).Single(realm => realm.Name == "interrupted").State);

        await site.Restart();
        while ((await List()).Any(realm => realm.Name == "interrupted"))
            await Task.Yield();
        Caller.Current = Caller.Service("interrupted", "test");
        Assert.Empty((await site.Services.GetRequiredService<Roster>().List("interrupted", null, 1, Cancelled)).Subjects);
    }

    private async Task<MadeRealm> Made(NewRealm asked)
    {
        using var service = site.Caller(Service);
        using var answer = await service.PostAsJsonAsync("/v1/realms", asked, ProtocolJson.Default.NewRealm, Cancelled);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancelled));
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.MadeRealm, Cancelled))!;
    }

    private Task<Problem> Refused(NewRealm asked) => Refusal(Service, HttpMethod.Post, "/v1/realms", JsonContent.Create(asked, ProtocolJson.Default.NewRealm));

    private async Task Remove(string realm)
    {
        while (await Status(Service, HttpMethod.Delete, $"/v1/realms/{realm}") is var status && status != HttpStatusCode.NoContent)
            Assert.Equal(HttpStatusCode.Accepted, status);
    }

    private async Task<IReadOnlyList<KnownRealm>> List()
    {
        using var service = site.Caller(Service);
        return (await service.GetFromJsonAsync("/v1/realms", ProtocolJson.Default.IReadOnlyListKnownRealm, Cancelled))!;
    }

    private async Task<string> Key(string key, NewApiKey asked)
    {
        using var caller = site.Caller(key);
        using var answer = await caller.PostAsJsonAsync("/v1/api-keys", asked, ProtocolJson.Default.NewApiKey, Cancelled);
        return (await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.MadeApiKey, Cancelled))!.Secret;
    }

    private async Task Enrol(string key, string subject, int person, string recipe = "compact")
    {
        using var caller = site.Caller(key);
        Assert.Null(await TwoRealms.Outcome(caller, caller.PutAsync($"/v1/identities/{subject}", Form(person, ("recipe", recipe)), Cancelled)));
    }

    private async Task<Verification?> Verify(string key, string subject, int person)
    {
        using var caller = site.Caller(key);
        using var answer = await caller.PostAsync($"/v1/identities/{subject}/verify", Form(person), Cancelled);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
        return await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled);
    }

    private async Task<Identity> Describe(string key, string subject)
    {
        using var caller = site.Caller(key);
        return (await caller.GetFromJsonAsync($"/v1/identities/{subject}", ProtocolJson.Default.Identity, Cancelled))!;
    }

    private async Task<IdentityPage> People(string key)
    {
        using var caller = site.Caller(key);
        return (await caller.GetFromJsonAsync("/v1/identities", ProtocolJson.Default.IdentityPage, Cancelled))!;
    }

    private async Task<IReadOnlyList<AuditEntry>> Trail(string key)
    {
        using var caller = site.Caller(key);
        return (await caller.GetFromJsonAsync("/v1/audit", ProtocolJson.Default.AuditPage, Cancelled))!.Entries;
    }

    private async Task<HttpStatusCode> Status(string key, HttpMethod method, string path)
    {
        using var caller = site.Caller(key);
        using var request = new HttpRequestMessage(method, path);
        using var answer = await caller.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    private async Task<Problem> Refusal(string key, HttpMethod method, string path, HttpContent? body = null)
    {
        using var caller = site.Caller(key);
        using var request = new HttpRequestMessage(method, path) { Content = body };
        using var answer = await caller.SendAsync(request, Cancelled);
        return await TwoRealms.ProblemOf(answer);
    }

    private static MultipartFormDataContent Form(int person, params (string Name, string Value)[] fields) => TwoRealms.Form(DemoPeople.Photo(person, 0), fields);
}
