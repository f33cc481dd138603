using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Mote.Protocol;

namespace Mote.Client.Testing;

/// <summary>Answers as the service writes them.</summary>
internal static class FakeAnswer
{
    public static HttpResponseMessage Of<T>(T value, JsonTypeInfo<T> type) => new(HttpStatusCode.OK) { Content = JsonContent.Create(value, type) };

    public static HttpResponseMessage Of(Problem problem)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)problem.Status)
        {
            Content = JsonContent.Create(problem, ProtocolJson.Default.Problem, new MediaTypeHeaderValue("application/problem+json")),
        };
        if (problem.RetryAfterSeconds is { } seconds)
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(Math.Ceiling(seconds)));
        return answer;
    }

    public static HttpResponseMessage Of(string code) => Of(Problem.Of(code, ProblemTypes.Of(code).Advice));

    public static HttpResponseMessage Nothing() => new(HttpStatusCode.NoContent);
}
