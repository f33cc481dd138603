using System.Text;
using Mote.Protocol;

namespace Mote.Client.Tests;

public sealed class LockoutTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_LockedOut_SaysForHowLongAndIsNotTriedAgain()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(429, """{"type":"urn:mote:problem:locked_out","title":"t","status":429,"detail":"wait","code":"locked_out","retryAfterSeconds":90.5}""", "application/problem+json", 91);
        var locked = await Assert.ThrowsAsync<LockedOutException>(() => server.Client.VerifyAsync("ada", Encoding.ASCII.GetBytes("photo"), Cancelled));
        Assert.Equal((TimeSpan.FromSeconds(90.5), ProblemCode.LockedOut, "wait"), (locked.RetryAfter, locked.Code, locked.Message));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Verify_LockedOut_SaysWhichLockItIs()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(429, """{"type":"t","title":"t","status":429,"detail":"wait","code":"locked_out","retryAfterSeconds":90,"lock":{"until":"2026-01-02T12:00:00Z","door":"north"}}""", "application/problem+json", 90);
        var locked = await Assert.ThrowsAsync<LockedOutException>(() => server.Client.VerifyAsync("ada", Encoding.ASCII.GetBytes("photo"), Cancelled));
        Assert.Equal(new IdentityLock(new DateTimeOffset(2026, 1, 2, 12, 0, 0, TimeSpan.Zero)) { Door = "north" }, locked.Lock);
    }

    [Fact]
    public async Task UnlockAt_AsksForThatOne()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(204, "").Answers(204, "").Answers(204, "");
        await server.Client.UnlockAtAsync("ada", new IdentityLock(default) { Door = "north" }, Cancelled);
        await server.Client.UnlockAtAsync("ada", new IdentityLock(default) { Key = "a desk & more" }, Cancelled);
        await server.Client.UnlockAtAsync("ada", new IdentityLock(default), Cancelled);
        Assert.Equal(["/v1/identities/ada/lockout?door=north", "/v1/identities/ada/lockout?key=a%20desk%20%26%20more", "/v1/identities/ada/lockout"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Unlock_AsksOnce()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(204, "").Problem(404, ProblemCode.NotEnrolled).Problem(503, ProblemCode.StorageUnavailable, 0);
        await server.Client.UnlockAsync("ada", Cancelled);
        await Assert.ThrowsAsync<NotEnrolledException>(() => server.Client.UnlockAsync("eve", Cancelled));
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => server.Client.UnlockAsync("ada", Cancelled));
        Assert.Equal(["DELETE /v1/identities/ada/lockout", "DELETE /v1/identities/eve/lockout", "DELETE /v1/identities/ada/lockout"], server.Requests.Select(request => $"{request.Method} {request.Path}"));
    }
}
