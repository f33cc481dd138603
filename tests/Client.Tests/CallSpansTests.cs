using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Mote.Protocol;

namespace Mote.Client.Tests;

/// <summary>A call is one span, by what is asked; the service goes on with its trace, and no span says whom it is about.</summary>
public sealed class CallSpansTests : IDisposable
{
    private const string Somebody = "zephyrine.quixote";

    private readonly List<Activity> _ended = [];
    private readonly Activity _caller = new Activity("a program").Start();
    private readonly ActivityListener _listener;

    public CallSpansTests()
    {
        // Everything that anybody writes of this trace.
        _listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (_ended)
                {
                    if (span.TraceId == _caller.TraceId && span.Kind == ActivityKind.Client)
                        _ended.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_OfAPerson_IsOneSpanThatNamesNobody()
    {
        await using var server = AnsweringServer.Start();
        var traces = new List<string?>();
        server.Answers(context => Answer(context, traces, 404, ProblemCode.NotEnrolled)).Answers(context => Answer(context, traces, 404, ProblemCode.NotEnrolled)).Answers(204, "");
        await server.Client.FindAsync(Somebody, Cancelled);
        await Assert.ThrowsAsync<NotEnrolledException>(() => server.Client.UnlockAsync(Somebody, Cancelled));
        await server.Client.ApiKeys.RevokeAsync(Somebody, Cancelled);

        Assert.Equal(
            ["GET /v1/identities/{subject} not_enrolled", "DELETE /v1/identities/{subject}/lockout not_enrolled", "DELETE /v1/api-keys/{name} 204"],
            _ended.Select(span => $"{span.DisplayName} {span.GetTagItem("error.type") ?? span.GetTagItem("http.response.status_code")}"));
        Assert.Equal(_ended.Take(2).Select(span => span.Id), traces);
        Assert.All(_ended, span =>
        {
            Assert.Equal(MoteClient.ActivitySourceName, span.Source.Name);
            Assert.All(span.TagObjects.Select(tag => $"{tag.Value}").Append(span.DisplayName).Append(span.StatusDescription ?? ""), text => Assert.DoesNotContain(Somebody, text, StringComparison.Ordinal));
        });
    }

    public void Dispose()
    {
        _listener.Dispose();
        _caller.Dispose();
    }

    private static async Task Answer(HttpContext context, List<string?> traces, int status, string code)
    {
        traces.Add(context.Request.Headers["traceparent"]);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync($$"""{"type":"t","title":"t","status":{{status}},"detail":"{{Somebody}} is not","code":"{{code}}"}""", Cancelled);
    }
}
