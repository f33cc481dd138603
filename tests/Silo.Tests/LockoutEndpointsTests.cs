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
    public async Task Verify_TooManyNonMatchesAtADoor_IsRefusedThereUntilThatOneIsUnlocked()
    {
        await silo.Enrol("at-the-doors");
        using var sides = silo.As(TwoRealms.SidesKey);
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await At(sides, "west", TwoRealms.Stranger)).Status);
        var refused = await At(sides, "west", TwoRealms.Photo());
        Assert.Equal((HttpStatusCode.TooManyRequests, "west", null), (refused.Status, refused.Problem!.Lock!.Door, refused.Problem.Lock.Key));
        Assert.Equal(HttpStatusCode.OK, (await At(sides, "east", TwoRealms.Photo())).Status);

        // A key that is bound to none is one door, whatever it says.
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.OK, (await At(silo.Door, $"door-{i}", TwoRealms.Stranger)).Status);
        refused = await At(silo.Door, "another", TwoRealms.Photo());
        Assert.Equal((HttpStatusCode.TooManyRequests, null, "door"), (refused.Status, refused.Problem!.Lock!.Door, refused.Problem.Lock.Key));
        Assert.Equal(HttpStatusCode.OK, (await At(silo.Http, "another", TwoRealms.Photo())).Status);

        var identity = (await silo.Http.GetFromJsonAsync("/v1/identities/at-the-doors", ProtocolJson.Default.Identity, Cancelled))!;
        Assert.Equal([(null, "door"), ("west", null)], identity.Locks!.Select(closed => (closed.Door, closed.Key)));
        Assert.Equal(identity.LockedUntil, identity.Locks!.Max(closed => closed.Until));

        using var both = await silo.Http.DeleteAsync("/v1/identities/at-the-doors/lockout?door=west&key=door", Cancelled);
        Assert.Equal(ProblemCode.InvalidRequest, (await TwoRealms.ProblemOf(both)).Code);
        using var west = await silo.Http.DeleteAsync("/v1/identities/at-the-doors/lockout?door=west", Cancelled);
        Assert.Equal(HttpStatusCode.OK, (await At(sides, "west", TwoRealms.Photo())).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await At(silo.Door, null, TwoRealms.Photo())).Status);
        using var key = await silo.Http.DeleteAsync("/v1/identities/at-the-doors/lockout?key=door", Cancelled);
        Assert.Equal(HttpStatusCode.OK, (await At(silo.Door, null, TwoRealms.Photo())).Status);

        var trail = (await silo.Http.GetFromJsonAsync("/v1/audit?subject=at-the-doors&limit=1000", ProtocolJson.Default.AuditPage, Cancelled))!;
        Assert.Equal(
            [(AuditKind.Unlocked, "one", null), (AuditKind.Unlocked, "one", "west"), (AuditKind.Locked, "door", "door-9"), (AuditKind.Locked, "key of the sides", "west")],
            trail.Entries.Where(entry => entry.Kind is AuditKind.Locked or AuditKind.Unlocked).Select(entry => (entry.Kind, entry.Caller, entry.Door)));
    }

    /// <summary>Whoever has not heard the answer sends the photo again under its id.</summary>
    [Fact]
    public async Task Verify_Repeated_IsTheSameDecision_AndWhatIsNoIdIsRefused()
    {
        await silo.Enrol("repeated");
        var attempt = $"{Guid.NewGuid()}";
        var first = await Attempt("verify", attempt, TwoRealms.Stranger);
        Assert.Equal(first.Said, (await Attempt("verify", $"\"{attempt}\"", TwoRealms.Stranger)).Said);
        Assert.NotEqual(first.Said, (await Attempt("verify", $"{Guid.NewGuid()}", TwoRealms.Stranger)).Said);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Attempt("verify", attempt, TwoRealms.Photo())).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Attempt("explain", attempt, TwoRealms.Stranger)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Attempt("verify", "the-first", TwoRealms.Photo())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Attempt("explain", "the-first", TwoRealms.Photo())).Status);

        async Task<(HttpStatusCode Status, string Said)> Attempt(string question, string id, byte[] photo)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/identities/repeated/{question}") { Content = TwoRealms.Form(photo), Headers = { { "Idempotency-Key", id } } };
            using var answer = await silo.Http.SendAsync(request, Cancelled);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
        }
    }

    [Fact]
    public async Task Unlock_NobodyEnrolled_IsRefusedByName()
    {
        using var unlocked = await silo.Http.DeleteAsync("/v1/identities/nobody/lockout", Cancelled);
        Assert.Equal(ProblemCode.NotEnrolled, (await TwoRealms.ProblemOf(unlocked)).Code);
    }

    private static async Task<(HttpStatusCode Status, Problem? Problem)> At(HttpClient caller, string? door, byte[] photo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/identities/at-the-doors/verify") { Content = TwoRealms.Form(photo) };
        if (door is not null)
            request.Headers.Add("Mote-Door", door);
        using var answer = await caller.SendAsync(request, Cancelled);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? null : await TwoRealms.ProblemOf(answer));
    }

    private Task<HttpResponseMessage> Verify(byte[] photo) => silo.Http.PostAsync("/v1/identities/locked/verify", TwoRealms.Form(photo), Cancelled);

    private async Task<Identity> Describe() => (await silo.Http.GetFromJsonAsync("/v1/identities/locked", ProtocolJson.Default.Identity, Cancelled))!;
}
