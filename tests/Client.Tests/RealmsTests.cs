using System.Text;
using Mote.Protocol;

namespace Mote.Client.Tests;

public sealed class RealmsTests
{
    private const string Clinic = """{"name":"clinic","state":"served","models":"infrared","targetFalseMatchRate":0.0001,"mostFalseMatchRate":0.001,"policy":"none","madeAt":"2026-01-01T00:00:00Z","madeBy":"provider","isConfigured":false}""";
    private const string Key = """{"secret":"mote_abcdefgh","key":{"name":"head","scopes":["verify"],"doors":[],"isConfigured":false}}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Make_AsksOnce_AndTellsTheFirstKey()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(201, $$"""{"realm":{{Clinic}},"administrator":{{Key}}}""").Problem(503, ProblemCode.StorageUnavailable, 0);
        var made = await server.Client.Realms.MakeAsync(new NewRealm("clinic", "infrared", MostFalseMatchRate: 0.001, Administrator: "head"), Cancelled);
        Assert.Equal(("clinic", RealmState.Served, "infrared", 0.001), (made.Realm.Name, made.Realm.State, made.Realm.Models, made.Realm.MostFalseMatchRate));
        Assert.Equal(("mote_abcdefgh", "head"), (made.Administrator.Secret, made.Administrator.Key.Name));
        Assert.DoesNotContain("efgh", made.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => server.Client.Realms.MakeAsync(new NewRealm("clinic"), Cancelled));
        Assert.Equal(["POST /v1/realms", "POST /v1/realms"], server.Requests.Select(request => $"{request.Method} {request.Path}"));
        Assert.Equal("""{"name":"clinic","models":"infrared","mostFalseMatchRate":0.001,"administrator":"head"}""", Encoding.UTF8.GetString(server.Requests.First().Body));
        Assert.DoesNotContain("mote_abcdefgh", string.Join('\n', server.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_AsksUntilItIsGone_AndListIsRepeated()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(503, ProblemCode.Overloaded, 0).Answers(200, $"[{Clinic}]").Answers(202, "").Answers(204, "").Problem(409, ProblemCode.RealmConfigured);
        Assert.Equal("provider", Assert.Single(await server.Client.Realms.ListAsync(Cancelled)).MadeBy);
        await server.Client.Realms.RemoveAsync("clinic", Cancelled);
        var configured = await Assert.ThrowsAsync<MoteClientException>(() => server.Client.Realms.RemoveAsync("site", Cancelled));
        Assert.Equal((ProblemCode.RealmConfigured, ProblemKind.Realm), (configured.Code, configured.Kind));
        Assert.Equal(
            ["GET /v1/realms", "GET /v1/realms", "DELETE /v1/realms/clinic", "DELETE /v1/realms/clinic", "DELETE /v1/realms/site"],
            server.Requests.Select(request => $"{request.Method} {request.Path}"));
        await Assert.ThrowsAsync<ArgumentException>(() => server.Client.Realms.RemoveAsync("..", Cancelled));
    }
}
