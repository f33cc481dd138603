using System.Text;
using Mote.Protocol;

namespace Mote.Client.Tests;

public sealed class SuccessionTests
{
    private const string Ada = """{"subject":"ada","recipe":"compact","version":1,"enrolledAt":"2026-01-01T00:00:00Z","balance":0.5,"targetFalseMatchRate":0.001,"weightBytes":1,"embedder":"e","cohort":"c","reenrolmentRequestedOn":"2026-02-03","reenrolmentReason":"misses_bounds"}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Repeated after an answer that was lost, it would say that there is nothing to bring back.</summary>
    [Fact]
    public async Task RollBack_AsksOnceAndNamesTheRefusal()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(200, Ada).Problem(409, ProblemCode.NothingToRollBack).Problem(404, ProblemCode.NotEnrolled).Problem(503, ProblemCode.StorageUnavailable, 0);
        Assert.Equal(1, (await server.Client.RollBackAsync("ada", Cancelled)).Version);
        Assert.Equal(ProblemCode.NothingToRollBack, (await Assert.ThrowsAsync<NothingToRollBackException>(() => server.Client.RollBackAsync("ada", Cancelled))).Code);
        await Assert.ThrowsAsync<NotEnrolledException>(() => server.Client.RollBackAsync("eve", Cancelled));
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => server.Client.RollBackAsync("ada", Cancelled));
        Assert.Equal(
            ["POST /v1/identities/ada/roll-back", "POST /v1/identities/ada/roll-back", "POST /v1/identities/eve/roll-back", "POST /v1/identities/ada/roll-back"],
            server.Requests.Select(request => $"{request.Method} {request.Path}"));
    }

    [Fact]
    public async Task Request_IsRepeatedAndAWithdrawalIsNot()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(503, ProblemCode.Overloaded, 0).Answers(200, Ada).Answers(204, "").Problem(503, ProblemCode.StorageUnavailable, 0);
        var asked = await server.Client.RequestReenrolmentAsync("ada", Cancelled);
        Assert.Equal((new DateOnly(2026, 2, 3), ReenrolmentReason.MissesBounds), (asked.ReenrolmentRequestedOn, asked.ReenrolmentReason));
        await server.Client.WithdrawReenrolmentAsync("ada", Cancelled);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => server.Client.WithdrawReenrolmentAsync("ada", Cancelled));
        Assert.Equal(["PUT", "PUT", "DELETE", "DELETE"], server.Requests.Select(request => request.Method));
        Assert.All(server.Requests, request => Assert.Equal("/v1/identities/ada/re-enrolment-request", request.Path));
    }

    [Fact]
    public async Task Requests_AreFollowedToTheirEnd()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(202, Job("running", 0)).Answers(200, Job("running", 2)).Answers(200, Job("complete", 4));
        List<double> seen = [];
        var ended = await server.Client.RequestReenrolmentsAsync(new ReenrolmentSelection(EnrolledBefore: new DateOnly(2026, 1, 31)), new Told(seen), Cancelled);
        Assert.Equal((ReenrolmentJobState.Complete, 4), (ended.State, ended.Done));
        Assert.Equal([0, 0.5], seen);
        Assert.Equal(["POST", "GET", "GET"], server.Requests.Select(request => request.Method));
        Assert.Contains("\"enrolledBefore\":\"2026-01-31\"", Encoding.UTF8.GetString(server.Requests.First().Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_OthersUnderWayOrNone_AreSaidSo()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(409, ProblemCode.JobUnderWay).Problem(404, ProblemCode.OperationUnknown).Answers(200, Job("stopped", 1));
        Assert.Equal(ProblemCode.JobUnderWay, (await Assert.ThrowsAsync<MoteClientException>(() => server.Client.RequestReenrolmentsAsync(new ReenrolmentSelection(["ada"]), cancellationToken: Cancelled))).Code);
        Assert.Null(await server.Client.FindReenrolmentRequestsAsync(Cancelled));
        Assert.Equal(ReenrolmentJobState.Stopped, (await server.Client.FindReenrolmentRequestsAsync(Cancelled))!.State);
    }

    private static string Job(string state, int done) =>
        $$"""{"state":"{{state}}","total":4,"done":{{done}},"noted":{{done}},"notedBefore":0,"notEnrolled":0,"refused":0,"refusedSubjects":[]}""";

    private sealed class Told(List<double> seen) : IProgress<double>
    {
        public void Report(double value) => seen.Add(value);
    }
}
