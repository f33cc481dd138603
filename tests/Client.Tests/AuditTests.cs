using Microsoft.Extensions.Options;
using Mote.Protocol;

namespace Mote.Client.Tests;

public sealed class AuditTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_SeveralPages_GoesThroughThemWithItsFilter()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(200, $$"""{"entries":[{{Entry(9)}}],"next":9}""").Answers(200, """{"entries":[],"next":5}""").Answers(200, $$"""{"entries":[{{Entry(2)}}]}""");
        var filter = new AuditFilter { Subject = "ada", Kind = AuditKind.Reenrolled, Outcome = AuditOutcome.NonMatch, Door = "north" };
        var entries = await server.Client.AuditAsync(filter, Cancelled).ToListAsync(Cancelled);
        Assert.Equal([9L, 2L], entries.Select(entry => entry.Sequence));
        Assert.Equal((AuditKind.Verified, AuditOutcome.NonMatch, "ada", "tests", null), (entries[0].Kind, entries[0].Outcome, entries[0].Subject, entries[0].Caller, entries[0].FalseMatchRate));
        const string Query = "/v1/audit?limit=500&subject=ada&kind=re_enrolled&outcome=non_match&door=north";
        Assert.Equal([Query, $"{Query}&after=9", $"{Query}&after=5"], server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task CheckAudit_Broken_SaysWhere()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(200, """{"isWhole":false,"first":1,"last":9,"hash":"ab","brokenAt":5,"reason":"why"}""").Problem(403, ProblemCode.Forbidden);
        Assert.Equal(new AuditCheck(false, 1, 9, "ab", 5, "why"), await server.Client.CheckAuditAsync(Cancelled));
        Assert.Equal(ProblemCode.Forbidden, (await Assert.ThrowsAsync<MoteClientException>(() => server.Client.CheckAuditAsync(Cancelled))).Code);
    }

    [Fact]
    public async Task CheckAuditSince_NotedHeads_AreSentAndAnswered()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(200, """{"isWhole":false,"first":1,"last":9,"hash":"ab","brokenAt":10,"reason":"why","realm":"site","notes":[{"note":"12:ab","state":"missing","reason":"why"}]}""");
        var check = await server.Client.CheckAuditSinceAsync(["12:ab"], Cancelled);
        Assert.Equal(new AuditNoteCheck("12:ab", AuditNoteState.Missing, "why"), Assert.Single(check.Notes!));
        Assert.Equal("/v1/audit/check", server.Requests.Single().Path);
    }

    [Fact]
    public async Task Audit_OfSeveralWriters_GoesOnByThePlaceThatNamesThem()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(200, $$"""{"entries":[{{Entry(9)}}],"next":12,"cursor":"silo:9,annex:3"}""").Answers(200, """{"entries":[]}""");
        Assert.Single(await server.Client.AuditAsync(cancellationToken: Cancelled).ToListAsync(Cancelled));
        Assert.Equal("/v1/audit?limit=500&after=silo%3A9%2Cannex%3A3", server.Requests.Last().Path);
    }

    [Fact]
    public async Task Verify_OfADoor_NamesIt()
    {
        await using var server = AnsweringServer.Start(options => (options.Door, options.Retries) = ("north-1", 0));
        server.Problem(503, ProblemCode.AuditUnavailable);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => server.Client.VerifyAsync("ada", new byte[] { 1 }, Cancelled));
        Assert.Equal(["north-1"], server.Doors);
    }

    [Fact]
    public async Task Options_DoorThatIsNoName_SaysWhatToGive()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => AnsweringServer.Start(options => options.Door = "the door").Client);
        Assert.Contains("Door is 1 to 128", failure.Message, StringComparison.Ordinal);
        await Task.CompletedTask;
    }

    private static string Entry(int sequence) =>
        $$"""{"sequence":{{sequence}},"time":"2026-01-02T03:04:05Z","kind":"verified","outcome":"non_match","subject":"ada","caller":"tests","hash":"ab"}""";
}
