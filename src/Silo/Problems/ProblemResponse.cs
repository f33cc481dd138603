using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Mote.Abstractions.Errors;
using Mote.Protocol;

namespace Mote.Silo.Problems;

/// <summary>Answers a problem (RFC 9457).</summary>
internal static class ProblemResponse
{
    private const string RetryAfterSeconds = "1";

    public static Problem Of(MoteException failure) => Of(failure.Code, failure.Message, failure.Measured, failure.Bound) with { RetryAfterSeconds = failure.RetryAfter?.TotalSeconds };

    public static Problem Of(string code, string detail, double? measured = null, double? bound = null)
    {
        var kind = ProblemKind.Of(code);
        return new Problem($"urn:mote:problem:{code}", kind.Title, kind.Status, detail, code, measured, bound, Activity.Current?.TraceId.ToString());
    }

    public static Task Write(HttpContext context, string code, string detail, int? status = null) =>
        Write(context, Of(code, detail) is var problem && status is { } other ? problem with { Status = other } : problem);

    public static async Task Write(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        context.Response.Headers.CacheControl = "no-store";
        if (problem.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
        else if (ProblemKind.Of(problem.Code).MayBeTriedAgain)
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
        await JsonSerializer.SerializeAsync(context.Response.Body, problem, ProtocolJson.Default.Problem, context.RequestAborted);
    }

    /// <summary>What a status without a body means, for requests that no endpoint answered.</summary>
    public static Task WriteStatus(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Write(context, ProblemCode.NotFound, "Nothing is served at this address: see /openapi/v1.json."),
        StatusCodes.Status405MethodNotAllowed => Write(context, ProblemCode.InvalidRequest, "The address does not take this method: see the header Allow.", StatusCodes.Status405MethodNotAllowed),
        var status => Write(context, ProblemCode.InvalidRequest, string.Create(CultureInfo.InvariantCulture, $"The request was refused with status {status}."), status),
    };
}
