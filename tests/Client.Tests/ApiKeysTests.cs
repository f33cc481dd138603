using System.Text;
using Mote.Protocol;

namespace Mote.Client.Tests;

public sealed class ApiKeysTests
{
    private const string North = """{"name":"north","scopes":["verify","re-enrol"],"doors":["north"],"expires":"2030-01-31T12:00:00Z","prefix":"mote_abcd","madeAt":"2026-01-01T00:00:00Z","madeBy":"chief","isConfigured":false}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Make_AsksOnce_AndTellsTheKey()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(201, $$"""{"secret":"mote_abcdefgh","key":{{North}}}""").Problem(503, ProblemCode.StorageUnavailable, 0);
        var made = await server.Client.ApiKeys.MakeAsync(new NewApiKey("north", [Scope.Verify, Scope.Reenrol], Doors: ["north"], TargetFalseMatchRate: 0.001), Cancelled);
        Assert.Equal(("mote_abcdefgh", "north", "chief"), (made.Secret, made.Key.Name, made.Key.MadeBy));
        Assert.Equal([Scope.Verify, Scope.Reenrol], made.Key.Scopes);
        Assert.DoesNotContain("efgh", made.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => server.Client.ApiKeys.MakeAsync(new NewApiKey("north"), Cancelled));
        Assert.Equal(["POST /v1/api-keys", "POST /v1/api-keys"], server.Requests.Select(request => $"{request.Method} {request.Path}"));
        Assert.Equal("""{"name":"north","scopes":["verify","re-enrol"],"doors":["north"],"targetFalseMatchRate":0.001}""", Encoding.UTF8.GetString(server.Requests.First().Body));
        Assert.DoesNotContain("mote_abcdefgh", string.Join('\n', server.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_IsRepeated_AndChangesAreNot()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(503, ProblemCode.Overloaded, 0).Answers(200, $"[{North}]").Answers(200, North).Answers(204, "").Problem(409, ProblemCode.ApiKeyConfigured).Problem(404, ProblemCode.ApiKeyUnknown);
        Assert.Equal(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero), Assert.Single(await server.Client.ApiKeys.ListAsync(Cancelled)).Expires);
        await server.Client.ApiKeys.LimitAsync("north", new ApiKeyLimits([Scope.Verify]), Cancelled);
        await server.Client.ApiKeys.RevokeAsync("north", Cancelled);
        var configured = await Assert.ThrowsAsync<MoteClientException>(() => server.Client.ApiKeys.RevokeAsync("door", Cancelled));
        Assert.Equal((ProblemCode.ApiKeyConfigured, ProblemKind.ApiKey), (configured.Code, configured.Kind));
        await Assert.ThrowsAsync<MoteClientException>(() => server.Client.ApiKeys.LimitAsync("a b", new ApiKeyLimits(), Cancelled));
        Assert.Equal(
            ["GET /v1/api-keys", "GET /v1/api-keys", "PATCH /v1/api-keys/north", "DELETE /v1/api-keys/north", "DELETE /v1/api-keys/door", "PATCH /v1/api-keys/a b"],
            server.Requests.Select(request => $"{request.Method} {Uri.UnescapeDataString(request.Path)}"));
        await Assert.ThrowsAsync<ArgumentException>(() => server.Client.ApiKeys.RevokeAsync("..", Cancelled));
    }
}
