using System.Reflection;
using System.Text;
using Mote.Protocol;

namespace Mote.Client.Tests;

/// <summary>The table of problems, whole, and what the SDK makes of every row.</summary>
public sealed class ProblemTests
{
    private const string Match = """{"isMatch":true,"falseMatchRate":2E-05,"targetFalseMatchRate":0.0001,"templateVersion":3,"embedder":"e","decisionId":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}""";

    // Written down once more: what an integrator catches is a promise.
    internal static readonly Dictionary<ProblemKind, Type> Exceptions = new()
    {
        [ProblemKind.Request] = typeof(MoteClientException),
        [ProblemKind.Unauthenticated] = typeof(UnauthenticatedException),
        [ProblemKind.Forbidden] = typeof(MoteClientException),
        [ProblemKind.Photo] = typeof(PhotoRefusedException),
        [ProblemKind.NotEnrolled] = typeof(NotEnrolledException),
        [ProblemKind.ApiKey] = typeof(MoteClientException),
        [ProblemKind.Realm] = typeof(MoteClientException),
        [ProblemKind.AlreadyEnrolled] = typeof(AlreadyEnrolledException),
        [ProblemKind.Operation] = typeof(MoteClientException),
        [ProblemKind.FailureToEnrol] = typeof(FailureToEnrolException),
        [ProblemKind.NotRecognised] = typeof(NotRecognisedException),
        [ProblemKind.Exclusion] = typeof(ExclusionRefusedException),
        [ProblemKind.NothingToRollBack] = typeof(NothingToRollBackException),
        [ProblemKind.LockedOut] = typeof(LockedOutException),
        [ProblemKind.ExplanationWithheld] = typeof(MoteClientException),
        [ProblemKind.Outdated] = typeof(MoteClientException),
        [ProblemKind.Busy] = typeof(ServiceUnavailableException),
        [ProblemKind.Unavailable] = typeof(ServiceUnavailableException),
        [ProblemKind.Damaged] = typeof(MoteClientException),
        [ProblemKind.MasterKey] = typeof(MoteClientException),
        [ProblemKind.Internal] = typeof(MoteClientException),
    };

    private static readonly byte[] Photo = Encoding.ASCII.GetBytes("photo");

    public static TheoryData<string> Codes => [.. ProblemTypes.All.Select(type => type.Code)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Table_HasOneRowForEachCode_AndNoOther()
    {
        var codes = typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!);
        Assert.Equal(codes.Order(StringComparer.Ordinal), ProblemTypes.All.Select(type => type.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_UsesEveryKind_AndRepeatsNoTitle()
    {
        Assert.Equal(Enum.GetValues<ProblemKind>(), ProblemTypes.All.Select(type => type.Kind).Distinct().Order());
        Assert.Distinct(ProblemTypes.All.Select(type => type.Title));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Row_IsWhole(string code)
    {
        var type = ProblemTypes.Of(code);
        Assert.Equal(code, type.Code);
        Assert.Matches("^[a-z]+(_[a-z]+)*$", code);
        Assert.InRange(type.Status, 400, 599);
        Assert.Matches("^[A-Z][^.]{3,40}$", type.Title);
        Assert.Matches(@"^[A-Z].{10,160}\.$", type.Advice);
        // A program may send again by itself what the service could not do, and nothing that was refused.
        Assert.Equal(type.Kind is ProblemKind.Busy or ProblemKind.Unavailable or ProblemKind.Internal, type.MayBeRetried == ProblemRetry.Soon);
        Assert.Equal(type.Status is 408 or >= 500, type.Kind is ProblemKind.Busy or ProblemKind.Unavailable or ProblemKind.Damaged or ProblemKind.MasterKey or ProblemKind.Internal);
    }

    [Fact]
    public void Code_ThatIsNotKnown_IsAFailureOfTheService()
    {
        Assert.Null(ProblemTypes.Find("a_code_of_the_future"));
        Assert.Equal(ProblemCode.Internal, ProblemTypes.Of("a_code_of_the_future").Code);
    }

    /// <summary>By itself a status means what a code of that status means, or nothing better is known of it.</summary>
    [Fact]
    public void Status_OfARow_MeansARowOfThatStatus()
    {
        foreach (var status in ProblemTypes.All.Select(type => type.Status).Except([409, 422, 429]))
            Assert.Equal(status, ProblemTypes.OfStatus(status).Status);
        foreach (var other in new[] { 402, 409, 422, 429, 431, 499 })
            Assert.Equal(ProblemCode.InvalidRequest, ProblemTypes.OfStatus(other).Code);
        foreach (var other in new[] { 501, 502, 504, 599 })
            Assert.Equal(ProblemCode.Internal, ProblemTypes.OfStatus(other).Code);
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task Verify_Problem_IsTheExceptionOfItsKind(string code)
    {
        var type = ProblemTypes.Of(code);
        await using var server = AnsweringServer.Start(options => options.Retries = 0);
        server.Problem(type.Status, code);
        var failure = await Assert.ThrowsAnyAsync<MoteClientException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
        Assert.IsType(Exceptions[type.Kind], failure);
        Assert.Equal((code, type.Kind, "what to do", 1.5, 2.0), (failure.Code, failure.Kind, failure.Message, failure.Problem!.Measured, failure.Problem.Bound));
    }

    [Theory, MemberData(nameof(Codes))]
    public async Task Verify_Problem_IsSentAgainWhereTheTableSaysSo(string code)
    {
        var type = ProblemTypes.Of(code);
        await using var server = AnsweringServer.Start();
        server.Problem(type.Status, code, retryAfter: 0).Answers(200, Match);
        if (type.MayBeRetried == ProblemRetry.Soon)
            Assert.True((await server.Client.VerifyAsync("ada", Photo, Cancelled)).IsMatch);
        else
            await Assert.ThrowsAnyAsync<MoteClientException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
        Assert.Equal(type.MayBeRetried == ProblemRetry.Soon ? 2 : 1, server.Requests.Count);
    }

    /// <summary>A service of a later version has codes that this SDK does not know.</summary>
    [Theory]
    [InlineData(400, typeof(MoteClientException), false)]
    [InlineData(401, typeof(UnauthenticatedException), false)]
    [InlineData(409, typeof(MoteClientException), false)]
    [InlineData(429, typeof(MoteClientException), false)]
    [InlineData(500, typeof(MoteClientException), true)]
    [InlineData(503, typeof(ServiceUnavailableException), true)]
    public async Task Verify_CodeOfTheFuture_IsTreatedByItsStatus(int status, Type expected, bool isSentAgain)
    {
        await using var server = AnsweringServer.Start(options => options.Retries = 1);
        server.Problem(status, "a_code_of_the_future", retryAfter: 0).Problem(status, "a_code_of_the_future", retryAfter: 0);
        var failure = await Assert.ThrowsAnyAsync<MoteClientException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
        Assert.IsType(expected, failure);
        Assert.Equal(("a_code_of_the_future", isSentAgain ? 2 : 1), (failure.Code, server.Requests.Count));
    }

    /// <summary>What a proxy answers in the service's place.</summary>
    [Theory]
    [InlineData(502, "text/html", "<html>", true)]
    [InlineData(503, "application/problem+json", "{", true)]
    [InlineData(404, "text/html", "<html>", false)]
    [InlineData(429, "text/html", "<html>", false)]
    public async Task Verify_AnswerThatIsNoProblem_IsSentAgainByItsStatus(int status, string type, string body, bool isSentAgain)
    {
        await using var server = AnsweringServer.Start(options => options.Retries = 1);
        server.Answers(status, body, type, retryAfter: 0).Answers(200, Match);
        if (isSentAgain)
            Assert.True((await server.Client.VerifyAsync("ada", Photo, Cancelled)).IsMatch);
        else
            await Assert.ThrowsAsync<MoteClientException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
    }

    /// <summary>A problem has a few hundred bytes: more than fits is not gathered to see whether to ask again.</summary>
    [Fact]
    public async Task Verify_EndlessProblem_IsNotGathered()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(422, $$"""{"code":"{{new string('x', 100_000)}}","status":422}""", "application/problem+json");
        await Assert.ThrowsAsync<MoteClientException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
        Assert.Single(server.Requests);
    }
}
