using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Silo.Problems;

namespace Mote.Silo.Tests;

/// <summary>What the API's edge makes of every row of the table of problems.</summary>
public sealed class ProblemResponseTests
{
    public static TheoryData<string> Codes => [.. ProblemTypes.All.Select(type => type.Code)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Codes))]
    public async Task Refusal_IsAnsweredAsTheTableSays(string code)
    {
        var type = ProblemTypes.Of(code);
        var (context, problem) = await Answer(new MoteException(code, "what was wrong", 1.5, 2));
        Assert.Equal((type.Status, "application/problem+json"), (context.Response.StatusCode, context.Response.ContentType));
        Assert.Equal(($"urn:mote:problem:{code}", type.Title, type.Status, "what was wrong", code, 1.5, 2), (problem.Type, problem.Title, problem.Status, problem.Detail, problem.Code, problem.Measured, problem.Bound));
        Assert.Equal(type.MayBeRetried == ProblemRetry.Soon ? "1" : null, (string?)context.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Refusal_ThatKnowsWhenToComeBack_SaysSo()
    {
        var (context, problem) = await Answer(new MoteException(ProblemCode.LockedOut, "wait") { RetryAfter = TimeSpan.FromSeconds(90.5) });
        Assert.Equal(("91", 90.5), ((string?)context.Response.Headers.RetryAfter, problem.RetryAfterSeconds));
    }

    /// <summary>A silo of a later version, with which this one shares a cluster, has codes that this one does not know.</summary>
    [Fact]
    public async Task Refusal_OfACodeOfTheFuture_KeepsItAndIsAFailureOfTheService()
    {
        var (context, problem) = await Answer(new MoteException("a_code_of_the_future", "what was wrong"));
        Assert.Equal((500, "a_code_of_the_future"), (context.Response.StatusCode, problem.Code));
    }

    [Theory]
    [InlineData(400, ProblemCode.InvalidRequest)]
    [InlineData(408, ProblemCode.RequestTimeout)]
    [InlineData(413, ProblemCode.PhotoTooLarge)]
    [InlineData(415, ProblemCode.UnsupportedMediaType)]
    [InlineData(431, ProblemCode.InvalidRequest)]
    public async Task Status_OfTheFrameworksRefusal_IsItsCodesStatus(int status, string code)
    {
        var (context, problem) = await Answer(new BadHttpRequestException("what the framework says", status));
        Assert.Equal((ProblemTypes.Of(code).Status, code), (context.Response.StatusCode, problem.Code));
        Assert.DoesNotContain("what the framework says", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, ProblemCode.Unauthenticated)]
    [InlineData(403, ProblemCode.Forbidden)]
    [InlineData(404, ProblemCode.NotFound)]
    [InlineData(405, ProblemCode.MethodNotAllowed)]
    [InlineData(406, ProblemCode.InvalidRequest)]
    [InlineData(500, ProblemCode.Internal)]
    public async Task Status_WithoutABody_IsItsCodesStatus(int status, string code)
    {
        var context = Context();
        context.Response.StatusCode = status;
        await ProblemResponse.WriteStatus(context);
        Assert.Equal((ProblemTypes.Of(code).Status, code), (context.Response.StatusCode, (await Read(context)).Code));
    }

    private static async Task<(HttpContext Context, Problem Problem)> Answer(Exception failure)
    {
        var context = Context();
        Assert.True(await new FailureHandler(NullLogger<FailureHandler>.Instance).TryHandleAsync(context, failure, Cancelled));
        return (context, await Read(context));
    }

    private static DefaultHttpContext Context() => new() { Response = { Body = new MemoryStream() } };

    private static async Task<Problem> Read(HttpContext context)
    {
        context.Response.Body.Position = 0;
        var problem = (await JsonSerializer.DeserializeAsync(context.Response.Body, ProtocolJson.Default.Problem, Cancelled))!;
        Assert.Equal(context.Response.StatusCode, problem.Status);
        return problem;
    }
}
