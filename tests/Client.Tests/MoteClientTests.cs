using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Protocol;

namespace Mote.Client.Tests;

public sealed class MoteClientTests
{
    private const string Ada = """{"subject":"ada","recipe":"compact","version":1,"enrolledAt":"2026-01-02T03:04:05Z","balance":0.5,"targetFalseMatchRate":0.0001,"weightBytes":1100,"embedder":"e","cohort":"c"}""";

    private static readonly byte[] Photo = Encoding.ASCII.GetBytes("the bytes of a photo");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_Match_GivesTheRateAndSendsThePhotoWithTheKey()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(200, """{"isMatch":true,"falseMatchRate":2E-05,"targetFalseMatchRate":0.0001,"templateVersion":3,"embedder":"e","decisionId":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}""");
        var answer = await server.Client.VerifyAsync("ada", Photo, Cancelled);
        Assert.Equal((true, 2e-5, 3), (answer.IsMatch, answer.FalseMatchRate, answer.TemplateVersion));
        var (method, path, _, body) = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v1/identities/ada/verify"), (method, path));
        Assert.Contains("the bytes of a photo", Encoding.ASCII.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAtAndExplainAt_Rate_IsSentAsItIsWritten()
    {
        const string Decision = """{"isMatch":false,"targetFalseMatchRate":1.25E-05,"templateVersion":3,"embedder":"e","decisionId":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}""";
        await using var server = AnsweringServer.Start();
        server.Answers(200, Decision).Answers(200, $$"""{"decision":{{Decision}},"method":"occlusion","explains":"margin","aligned":"AQI=","photo":"AwQF"}""").Answers(200, Decision);
        Assert.Equal((false, 1.25e-5), await server.Client.VerifyAtAsync("ada", Photo, 1.25e-5, Cancelled) is var verified ? (verified.IsMatch, verified.TargetFalseMatchRate) : default);
        Assert.Equal(1.25e-5, (await server.Client.ExplainAtAsync("ada", Photo, 1.25e-5, Cancelled)).Decision.TargetFalseMatchRate);
        await server.Client.VerifyAsync("ada", Photo, Cancelled);

        var requests = server.Requests.ToArray();
        Assert.Equal(["/v1/identities/ada/verify", "/v1/identities/ada/explain", "/v1/identities/ada/verify"], requests.Select(request => request.Path));
        Assert.All(requests[..2], request => Assert.Matches("name=\"?targetFalseMatchRate\"?\r\n\r\n1.25E-05\r\n", Encoding.ASCII.GetString(request.Body)));
        Assert.DoesNotContain("targetFalseMatchRate", Encoding.ASCII.GetString(requests[2].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerifyAt_AboveTheCeiling_SaysWhichRateAndWhichCeiling()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(422, """{"type":"urn:mote:problem:rate_above_ceiling","title":"Rate above the ceiling","status":422,"detail":"too loose","code":"rate_above_ceiling","measured":0.1,"bound":0.0001}""", "application/problem+json");
        var refused = await Assert.ThrowsAsync<MoteClientException>(() => server.Client.VerifyAtAsync("ada", Photo, 0.1, Cancelled));
        Assert.Equal((ProblemCode.RateAboveCeiling, ProblemKind.Request, 0.1, 1e-4), (refused.Code, refused.Kind, refused.Problem?.Measured, refused.Problem?.Bound));
    }

    /// <summary>A proxy is for what lies beyond this machine: it would get the photo and the key in the clear.</summary>
    [Fact]
    public async Task Call_LoopbackOnAMachineWithAProxy_GoesPastTheProxy()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy($"http://{proxy.LocalEndpoint}");
        try
        {
            await using var server = AnsweringServer.Start();
            server.Answers(200, Ada);
            Assert.NotNull(await server.Client.FindAsync("ada", Cancelled));
            Assert.False(proxy.Pending());
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [Fact]
    public async Task Explain_MatchAndNonMatch_GiveWhatIsOnTheWire()
    {
        const string Decision = "\"targetFalseMatchRate\":0.0001,\"templateVersion\":3,\"embedder\":\"e\",\"decisionId\":\"6f9619ff-8b86-d011-b42d-00c04fc964ff\"}";
        await using var server = AnsweringServer.Start();
        server.Answers(200, $$"""{"decision":{"isMatch":true,"falseMatchRate":2E-05,{{Decision}},"method":"grad-cam++","explains":"score","figures":{"regions":[{"region":"left-eye","share":0.75},{"region":"mouth","share":0.25}],"layers":[{"active":5,"units":8}]},"aligned":"AQI=","photo":"AwQF"}""")
            .Answers(200, $$"""{"decision":{"isMatch":false,{{Decision}},"method":"occlusion","explains":"margin","aligned":"AQI=","photo":"AwQF"}""");

        var match = await server.Client.ExplainAsync("ada", Photo, Cancelled);
        Assert.Equal((true, 2e-5, ExplanationMethod.GradCamPlusPlus, ExplainedQuantity.Score), (match.Decision.IsMatch, match.Decision.FalseMatchRate, match.Method, match.Explains));
        Assert.Equal([new RegionShare(FaceRegion.LeftEye, 0.75), new RegionShare(FaceRegion.Mouth, 0.25)], match.Figures!.Regions);
        Assert.Equal([new LayerActivity(5, 8)], match.Figures.Layers);
        Assert.Equal([1, 2], match.Aligned);
        Assert.Equal([3, 4, 5], match.Photo);

        var noMatch = await server.Client.ExplainAsync("ada", Photo, Cancelled);
        Assert.Equal((false, null, ExplanationMethod.Occlusion, ExplainedQuantity.Margin), (noMatch.Decision.IsMatch, noMatch.Decision.FalseMatchRate, noMatch.Method, noMatch.Explains));
        Assert.Null(noMatch.Figures);
        Assert.All(server.Requests, request => Assert.Equal(("POST", "/v1/identities/ada/explain"), (request.Method, request.Path)));
        Assert.All(server.Requests, request => Assert.Contains("the bytes of a photo", Encoding.ASCII.GetString(request.Body), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Explain_Problem_IsItsTypedException()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(404, ProblemCode.NotEnrolled).Problem(422, ProblemCode.NoFace);
        await Assert.ThrowsAsync<NotEnrolledException>(() => server.Client.ExplainAsync("ada", Photo, Cancelled));
        await Assert.ThrowsAsync<PhotoRefusedException>(() => server.Client.ExplainAsync("ada", Photo, Cancelled));
    }

    [Fact]
    public async Task Verify_Overloaded_IsTriedAgainWithTheWholePhoto()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(503, ProblemCode.Overloaded, retryAfter: 0)
            .Answers(200, """{"isMatch":false,"targetFalseMatchRate":0.0001,"templateVersion":1,"embedder":"e","decisionId":"6f9619ff-8b86-d011-b42d-00c04fc964ff"}""");
        var answer = await server.Client.VerifyAsync("ada", Photo, Cancelled);
        Assert.Equal((false, null), (answer.IsMatch, answer.FalseMatchRate));
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Contains("the bytes of a photo", Encoding.ASCII.GetString(request.Body), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exclude_PhotoOrName_SendsItWithOneKeyHoweverOften()
    {
        const string Answer = $$"""{"operation":"6f9619ff-8b86-d011-b42d-00c04fc964ff","identity":{{Ada}},"before":{"falseMatchRate":0.0005,"margin":1.5,"samplesAccepted":0.4,"samples":400},"after":{"falseMatchRate":0.05,"margin":-2,"samplesAccepted":0.01,"samples":400},"falseNonMatchRateBefore":0.01,"falseNonMatchRateAfter":0.012}""";
        await using var server = AnsweringServer.Start();
        server.Problem(503, ProblemCode.Overloaded, retryAfter: 0).Answers(200, Answer).Answers(200, Answer);

        var exclusion = await server.Client.ExcludeAsync("ada", Photo, Cancelled);
        Assert.Equal((1.5, -2.0, 0.01, 0.012), (exclusion.Before.Margin, exclusion.After.Margin, exclusion.FalseNonMatchRateBefore, exclusion.FalseNonMatchRateAfter));
        await server.Client.ExcludeOtherAsync("ada", "eve", Cancelled);

        var requests = server.Requests.ToArray();
        Assert.All(requests, request => Assert.Equal(("POST", "/v1/identities/ada/not"), (request.Method, request.Path)));
        Assert.Contains("the bytes of a photo", Encoding.ASCII.GetString(requests[1].Body), StringComparison.Ordinal);
        Assert.Equal("""{"other":"eve"}""", Encoding.ASCII.GetString(requests[2].Body));
        Assert.NotNull(requests[0].Key);
        Assert.Equal(requests[0].Key, requests[1].Key);
        Assert.NotEqual(requests[1].Key, requests[2].Key);
    }

    [Fact]
    public async Task Fairness_Answer_IsReadWithWhatIsNotShown()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(200, """{"enrolled":2,"certified":1,"groups":[{"group":"F","samples":2000,"samplesRejected":9,"falseMatchRate":{"value":0.001,"low":0,"high":0.002},"strangerPhotos":800,"strangerPhotosAccepted":1}],"refusedEnrolments":{"low_quality":3},"warnings":["few"],"gatheredAt":"2026-01-02T03:04:05Z"}""");
        var fairness = await server.Client.FairnessAsync(Cancelled);
        Assert.Equal((2, 1, 3), (fairness.Enrolled, fairness.Certified, fairness.RefusedEnrolments["low_quality"]));
        Assert.Null(fairness.GiniAggregationRate);
        Assert.Equal((null, 0.002), (fairness.Groups[0].FalseNonMatchRate, fairness.Groups[0].FalseMatchRate.High));
        Assert.Equal("/v1/fairness", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task Verify_StaysOverloaded_IsUnavailable()
    {
        await using var server = AnsweringServer.Start(options => options.Retries = 1);
        server.Problem(503, ProblemCode.Overloaded, retryAfter: 0).Problem(503, ProblemCode.Overloaded, retryAfter: 0);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Erase_Unavailable_IsNotTriedAgain()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(503, ProblemCode.StorageUnavailable);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => server.Client.EraseAsync("ada", Cancelled));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Erase_SaysWhetherAnybodyWas()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(204, "").Problem(404, ProblemCode.NotEnrolled);
        Assert.True(await server.Client.EraseAsync("ada", Cancelled));
        Assert.False(await server.Client.EraseAsync("ada", Cancelled));
    }

    [Fact]
    public async Task Enrol_Quick_SendsItsSettings()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(201, Operation("succeeded", 1, Ada));
        var settings = new EnrolmentSettings { Recipe = "paper", Balance = 0.25, TargetFalseMatchRate = 1e-3 };
        Assert.Equal("ada", (await server.Client.EnrolAsync("ada", Photo, settings, cancellationToken: Cancelled)).Subject);
        var body = Encoding.ASCII.GetString(server.Requests.Single().Body);
        Assert.All(new[] { "name=recipe", "paper", "name=balance", "0.25", "name=targetFalseMatchRate", "0.001" }, part => Assert.Contains(part, body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reenrol_Forced_SaysSoAndElseDoesNot()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(200, Operation("succeeded", 1, Ada)).Answers(200, Operation("succeeded", 1, Ada));
        await server.Client.ReenrolAsync("ada", Photo, new EnrolmentSettings { Force = true }, cancellationToken: Cancelled);
        await server.Client.ReenrolAsync("ada", Photo, new EnrolmentSettings(), cancellationToken: Cancelled);
        var (forced, asked) = (Encoding.ASCII.GetString(server.Requests.First().Body), Encoding.ASCII.GetString(server.Requests.Last().Body));
        Assert.Matches("name=force\r\n\r\ntrue\r\n", forced);
        Assert.DoesNotContain("name=force", asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reenrol_NotRecognised_IsItsTypedExceptionAndNotSentAgain()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(422, ProblemCode.NotRecognised)
            .Answers(202, Operation("running", 0)).Answers(200, Operation("failed", 0, problem: """{"type":"t","title":"t","status":422,"detail":"d","code":"not_recognised"}"""));
        await Assert.ThrowsAsync<NotRecognisedException>(() => server.Client.ReenrolAsync("ada", Photo, cancellationToken: Cancelled));
        Assert.Single(server.Requests);
        await Assert.ThrowsAsync<NotRecognisedException>(() => server.Client.ReenrolFromAsync("ada", [Photo], cancellationToken: Cancelled));
    }

    /// <summary>The service knows an operation by its content: an attempt that is repeated must be the same to the byte.</summary>
    [Fact]
    public async Task Enrol_TriedAgain_SendsTheSameContentUnderTheSameKey()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(503, ProblemCode.Overloaded, retryAfter: 0).Answers(201, Operation("succeeded", 1, Ada));
        await server.Client.EnrolFromAsync("ada", [Photo, Photo], new EnrolmentSettings { Recipe = "paper", Balance = 1.0 / 3 }, cancellationToken: Cancelled);
        var requests = server.Requests.ToArray();
        Assert.Equal((2, requests[0].Key), (requests.Length, requests[1].Key));
        Assert.Equal(requests[0].Body, requests[1].Body);
    }

    [Fact]
    public async Task Enrol_TakesLong_IsFollowedToItsEnd()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(202, Operation("running", 0.1)).Answers(200, Operation("running", 0.6)).Answers(200, Operation("succeeded", 1, Ada));
        var seen = new List<double>();
        Assert.Equal(1, (await server.Client.EnrolAsync("ada", Photo, progress: new Reports(seen.Add), cancellationToken: Cancelled)).Version);
        Assert.Equal([0.1, 0.6, 1], seen);
        var requests = server.Requests.ToArray();
        Assert.Equal($"/v1/identities/ada/operations/{requests[0].Key}", requests[1].Path);
    }

    [Fact]
    public async Task Enrol_FailsAfterAWhile_IsItsTypedException()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(202, Operation("running", 0)).Answers(200, Operation("failed", 0, problem: """{"type":"t","title":"t","status":422,"detail":"d","code":"no_face"}"""));
        await Assert.ThrowsAsync<PhotoRefusedException>(() => server.Client.EnrolAsync("ada", Photo, cancellationToken: Cancelled));
    }

    [Fact]
    public async Task Enrol_SiloLostTheOperation_IsSentAgainUnderTheSameKey()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(202, Operation("running", 0)).Problem(404, ProblemCode.OperationUnknown).Answers(201, Operation("succeeded", 1, Ada));
        await server.Client.EnrolAsync("ada", Photo, cancellationToken: Cancelled);
        var requests = server.Requests.ToArray();
        Assert.Equal(["PUT", "GET", "PUT"], requests.Select(request => request.Method));
        Assert.Equal(requests[0].Key, requests[2].Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task Find_NameThatWouldLeadElsewhere_IsNeverSent(string subject)
    {
        await using var server = AnsweringServer.Start();
        await Assert.ThrowsAsync<ArgumentException>(() => server.Client.FindAsync(subject, Cancelled));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Find_NobodyEnrolled_IsNull()
    {
        await using var server = AnsweringServer.Start();
        server.Problem(404, ProblemCode.NotEnrolled).Answers(200, Ada);
        Assert.Null(await server.Client.FindAsync("ada", Cancelled));
        Assert.Equal(1100, (await server.Client.FindAsync("ada", Cancelled))!.WeightBytes);
    }

    [Fact]
    public async Task List_SeveralPages_GoesThroughThem()
    {
        await using var server = AnsweringServer.Start();
        server.Answers(200, """{"subjects":["a","b"],"count":3,"next":"b"}""").Answers(200, """{"subjects":["c"],"count":3}""");
        Assert.Equal(["a", "b", "c"], await server.Client.ListAsync(cancellationToken: Cancelled).ToListAsync(Cancelled));
        Assert.EndsWith("&after=b", server.Requests.Last().Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "{", "application/json")]
    [InlineData(200, "null", "application/json")]
    [InlineData(502, "<html>", "text/html")]
    public async Task Verify_NoMoteServer_SaysSo(int status, string body, string type)
    {
        await using var server = AnsweringServer.Start(options => options.Retries = 0);
        server.Answers(status, body, type);
        var failure = await Assert.ThrowsAsync<MoteClientException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
        Assert.Contains("Mote service", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_NobodyListens_IsUnavailable()
    {
        await using var services = Services("http://127.0.0.1:9", retries: 0);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => services.GetRequiredService<MoteClient>().VerifyAsync("ada", Photo, Cancelled));
    }

    [Fact]
    public async Task Verify_SlowAnswer_EndsAtTheAttemptsTimeout()
    {
        await using var server = AnsweringServer.Start(options => (options.Retries, options.AttemptTimeout) = (0, TimeSpan.FromSeconds(1)));
        server.Answers(context => Never(context.RequestAborted));
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
    }

    [Fact]
    public async Task Verify_CallerGivesUp_IsCancelled()
    {
        await using var server = AnsweringServer.Start();
        using var impatience = new CancellationTokenSource();
        server.Answers(async context =>
        {
            await impatience.CancelAsync();
            await Never(context.RequestAborted);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Client.VerifyAsync("ada", Photo, impatience.Token));
    }

    [Fact]
    public async Task Log_OfManyCalls_HoldsNeitherKeyNorPhoto()
    {
        await using var server = AnsweringServer.Start(options => options.Retries = 1);
        server.Problem(401, ProblemCode.Unauthenticated).Problem(503, ProblemCode.Overloaded, 0).Problem(422, ProblemCode.NoFace);
        await Assert.ThrowsAsync<UnauthenticatedException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
        await Assert.ThrowsAsync<PhotoRefusedException>(() => server.Client.VerifyAsync("ada", Photo, Cancelled));
        Assert.NotEmpty(server.Log.Lines);
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains(AnsweringServer.Key, StringComparison.Ordinal) || line.Contains("bytes of a photo", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://mote.example", "key", "https")]
    [InlineData("/relative", "key", "https")]
    [InlineData("https://mote.example", " ", "ApiKey")]
    public async Task Options_Wrong_SayWhatToGive(string address, string key, string expected)
    {
        await using var services = Services(address, key);
        var failure = Assert.Throws<OptionsValidationException>(services.GetRequiredService<MoteClient>);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string address, string key = "key", int retries = 3) => new ServiceCollection()
        .AddMoteClient(options => (options.Address, options.ApiKey, options.Retries) = (new Uri(address, UriKind.RelativeOrAbsolute), key, retries))
        .BuildServiceProvider();

    private static Task Never(CancellationToken stop)
    {
        var never = new TaskCompletionSource();
        stop.Register(() => never.TrySetResult());
        return never.Task;
    }

    private static string Operation(string state, double progress, string? identity = null, string? problem = null) =>
        $$"""{"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff","subject":"ada","state":"{{state}}","progress":{{progress.ToString(System.Globalization.CultureInfo.InvariantCulture)}}{{(identity is null ? "" : $",\"identity\":{identity}")}}{{(problem is null ? "" : $",\"problem\":{problem}")}}}""";

    private sealed class Reports(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
