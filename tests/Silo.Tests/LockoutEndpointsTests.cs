using System.Net;
using System.Net.Http.Json;
using Mote.Protocol;

namespace Mote.Silo.Tests;

public sealed class LockoutEndpointsTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_TooManyNonMatches_IsRefusedUntilAnOperatorUnlocks()
    {
        await silo.Enrol("locked");
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await Verify(TwoRealms.Stranger)).StatusCode);

        using var refused = await Verify(TwoRealms.Photo());
        var problem = await TwoRealms.ProblemOf(refused);
        Assert.Equal((HttpStatusCode.TooManyRequests, ProblemCode.LockedOut), (refused.StatusCode, problem.Code));
        Assert.Equal(Math.Ceiling(problem.RetryAfterSeconds!.Value), refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.InRange(problem.RetryAfterSeconds.Value, 1, 60);
        var until = (await Describe()).LockedUntil!.Value;
        Assert.Contains(until.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), problem.Detail, StringComparison.Ordinal);

        using var door = await silo.Door.DeleteAsync("/v1/identities/locked/lockout", Cancelled);
        Assert.Equal((HttpStatusCode.Forbidden, ProblemCode.Forbidden), (door.StatusCode, (await TwoRealms.ProblemOf(door)).Code));
        using var unlocked = await silo.Http.DeleteAsync("/v1/identities/locked/lockout", Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, unlocked.StatusCode);
        Assert.Null((await Describe()).LockedUntil);
        using var match = await Verify(TwoRealms.Photo());
        Assert.True((await match.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!.IsMatch);
    }

    [Fact]
    public async Task Unlock_NobodyEnrolled_IsRefusedByName()
    {
        using var unlocked = await silo.Http.DeleteAsync("/v1/identities/nobody/lockout", Cancelled);
        Assert.Equal(ProblemCode.NotEnrolled, (await TwoRealms.ProblemOf(unlocked)).Code);
    }

    private Task<HttpResponseMessage> Verify(byte[] photo) => silo.Http.PostAsync("/v1/identities/locked/verify", TwoRealms.Form(photo), Cancelled);

    private async Task<Identity> Describe() => (await silo.Http.GetFromJsonAsync("/v1/identities/locked", ProtocolJson.Default.Identity, Cancelled))!;
}
