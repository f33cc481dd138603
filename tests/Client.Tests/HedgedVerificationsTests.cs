using System.ComponentModel.DataAnnotations;
using System.Text;
using Microsoft.AspNetCore.Http;
using Mote.Protocol;

namespace Mote.Client.Tests;

/// <summary>Two real web servers on loopback, of which one keeps its answer for itself.</summary>
public sealed class HedgedVerificationsTests
{
    private const string Match = """{"isMatch":true,"falseMatchRate":1e-6,"targetFalseMatchRate":1e-3,"templateVersion":1,"embedderHash":"e","decisionId":"8e03978e-40d5-43dd-bc93-6894a57f9324"}""";
    private const string Another = """{"isMatch":true,"falseMatchRate":1e-6,"targetFalseMatchRate":1e-3,"templateVersion":2,"embedderHash":"e","decisionId":"8e03978e-40d5-43dd-bc93-6894a57f9324"}""";

    private static readonly byte[] Photo = Encoding.ASCII.GetBytes("photo");
    private static readonly TimeSpan After = TimeSpan.FromSeconds(47);

    private readonly Late _late = new(After);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_FirstHangs_TheSecondAnswers_UnderTheSameId_AndTheFirstIsGivenUp()
    {
        await using var second = AnsweringServer.Start();
        await using var first = Before(second);
        var givenUp = Hangs(first);
        second.Answers(200, Another).Answers(200, Match);

        Assert.Equal(2, (await first.Client.VerifyAsync("ada", Photo, Cancelled)).TemplateVersion);
        await givenUp.WaitAsync(Cancelled);
        var (one, other) = (Assert.Single(first.Requests), Assert.Single(second.Requests));
        Assert.True(Guid.TryParse(one.Key, out _));
        Assert.Equal((one.Method, one.Path, one.Key), (other.Method, other.Path, other.Key));
        Assert.Equal(one.Body, other.Body);

        // Whoever was too slow is not asked first again.
        _late.Later();
        Assert.True((await first.Client.VerifyAsync("ada", Photo, Cancelled)).IsMatch);
        Assert.Single(first.Requests);
        Assert.NotEqual(one.Key, second.Requests.Last().Key);
    }

    [Fact]
    public async Task Verify_SecondCannot_TheFirstIsWaitedFor()
    {
        await using var second = AnsweringServer.Start();
        await using var first = Before(second);
        var asked = AnswersOnce(first);
        second.Answers(async context =>
        {
            context.Response.StatusCode = 503;
            await context.Response.CompleteAsync();
            asked.SetResult();
        });
        // Until the first one's answer has come.
        for (var i = 0; i < HedgeBudget.Most; i++)
            second.Problem(503, ProblemCode.StorageUnavailable, 0);
        Assert.Equal(1, (await first.Client.VerifyAsync("ada", Photo, Cancelled)).TemplateVersion);
    }

    /// <summary>As while the others go on without one that hangs.</summary>
    [Fact]
    public async Task Verify_FirstHangsAndTheSecondCannotYet_TheSecondIsAskedAgain()
    {
        await using var second = AnsweringServer.Start();
        await using var first = Before(second);
        _ = Hangs(first);
        second.Problem(503, ProblemCode.StorageUnavailable, 0).Answers(200, Another);
        Assert.Equal(2, (await first.Client.VerifyAsync("ada", Photo, Cancelled)).TemplateVersion);
        Assert.Equal((1, 2), (first.Requests.Count, second.Requests.Count));
        Assert.Single(first.Requests.Concat(second.Requests).Select(request => request.Key).Distinct());
    }

    [Fact]
    public async Task Verify_FirstIsQuickerAfterAll_TheSecondIsNotHeldToHaveFailed()
    {
        await using var second = AnsweringServer.Start();
        await using var first = Before(second);
        var asked = AnswersOnce(first);
        var givenUp = Hangs(second, asked.SetResult);
        Assert.Equal(1, (await first.Client.VerifyAsync("ada", Photo, Cancelled)).TemplateVersion);
        await givenUp.WaitAsync(Cancelled);

        // It is asked where the first cannot.
        first.Problem(503, ProblemCode.StorageUnavailable, 0);
        second.Answers(200, Another);
        Assert.Equal(2, (await first.Client.VerifyAsync("ada", Photo, Cancelled)).TemplateVersion);
    }

    [Fact]
    public async Task Verify_AnsweredAtOnce_IsAskedOnce()
    {
        await using var second = AnsweringServer.Start();
        await using var first = Before(second);
        first.Answers(200, Match).Answers(200, Match);
        await first.Client.VerifyAsync("ada", Photo, Cancelled);
        await first.Client.VerifyAsync("ada", Photo, Cancelled);
        Assert.Equal((2, 0), (first.Requests.Count, second.Requests.Count));
    }

    [Fact]
    public async Task Verify_OneAddress_IsWaitedFor()
    {
        await using var only = AnsweringServer.Start(options => options.HedgeAfter = After, _late);
        only.Answers(200, Match);
        Assert.True((await only.Client.VerifyAsync("ada", Photo, Cancelled)).IsMatch);
        Assert.Single(only.Requests);
    }

    [Fact]
    public async Task Verify_TriedAgain_KeepsItsId()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(503, ProblemCode.StorageUnavailable, 0).Answers(200, Match);
        await server.Client.VerifyAsync("ada", Photo, Cancelled);
        Assert.Equal(2, server.Requests.Count);
        Assert.True(Guid.TryParse(Assert.Single(server.Requests.Select(request => request.Key).Distinct()), out _));
    }

    [Theory]
    [InlineData(0.049, false)]
    [InlineData(0.05, true)]
    [InlineData(60.0, true)]
    [InlineData(61.0, false)]
    [InlineData(null, true)]
    public void HedgeAfter_IsBounded(double? seconds, bool isValid)
    {
        var options = new MoteClientOptions { Address = new Uri("https://one.example"), ApiKey = "key", HedgeAfter = seconds is { } given ? TimeSpan.FromSeconds(given) : null };
        Assert.Equal(isValid, Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true));
    }

    private AnsweringServer Before(AnsweringServer second) => AnsweringServer.Start(
        options =>
        {
            options.OtherAddresses.Add(second.Address);
            options.HedgeAfter = After;
        },
        _late);

    /// <summary>A server keeps its answer for itself; once it was asked, it is late.</summary>
    /// <returns>Completes when it is no longer waited for.</returns>
    private Task Hangs(AnsweringServer server, Action? asked = null)
    {
        var givenUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Answers(async context =>
        {
            await using var end = context.RequestAborted.Register(givenUp.SetResult);
            (asked ?? _late.Now)();
            await givenUp.Task;
        });
        return givenUp.Task;
    }

    /// <summary>A server is late, and answers once something has happened.</summary>
    private TaskCompletionSource AnswersOnce(AnsweringServer server)
    {
        var happened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Answers(async context =>
        {
            _late.Now();
            await happened.Task;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Match);
        });
        return happened;
    }
}
