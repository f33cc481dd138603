using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service.Wire;
using Mote.Silo.Identities;

namespace Mote.Silo.Problems;

/// <summary>Answers a problem (RFC 9457).</summary>
internal static class ProblemResponse
{
    private const string Soon = "1";

    public static Problem Of(MoteException failure) => failure.ToWire();

    public static Problem Of(string code, string detail, double? measured = null, double? bound = null) =>
        Problem.Of(code, detail, measured, bound, Activity.Current?.TraceId.ToString());

    public static Task Write(HttpContext context, string code, string detail) => Write(context, Of(code, detail));

    public static async Task Write(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json";
        if (problem.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture);
        else if (ProblemTypes.Of(problem.Code).MayBeRetried == ProblemRetry.Soon)
            context.Response.Headers.RetryAfter = Soon;
        await JsonSerializer.SerializeAsync(context.Response.Body, problem, ProtocolJson.Default.Problem, context.RequestAborted);
    }

    /// <summary>What a status without a body means, for requests that no endpoint answered.</summary>
    public static Task WriteStatus(HttpContext context) => Write(context, context.Response.StatusCode == StatusCodes.Status415UnsupportedMediaType
        ? Of(Upload.Unsupported(context.Request.ContentType))
        : OfStatus(context.Response.StatusCode));

    /// <summary>What a status means that the framework refused a request with.</summary>
    public static Problem OfStatus(int status)
    {
        var type = ProblemTypes.OfStatus(status);
        return Of(type.Code, type.Code switch
        {
            ProblemCode.NotFound => "Nothing is served at this address: see /openapi/v1.json.",
            ProblemCode.MethodNotAllowed => "The address does not take this method: see the header Allow.",
            ProblemCode.PhotoTooLarge => "The request is larger than any photo that is taken: send a smaller one, 1,000 pixels across are plenty.",
            ProblemCode.RequestTimeout => "The request came too slowly and was given up: send it again, a smaller photo over a slow line.",
            ProblemCode.InvalidRequest => "The request is malformed: it is no HTTP that can be read, or was cut short.",
            _ => type.Advice,
        });
    }
}
