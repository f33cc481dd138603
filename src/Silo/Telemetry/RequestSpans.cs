using System.Collections.Frozen;
using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Mote.Silo.Telemetry;

/// <summary>Names the span of a request by its route and never by its address, in which a person's name stands.</summary>
internal static class RequestSpans
{
    // Any other method is anybody's free text.
    private static readonly FrozenSet<string> Methods = FrozenSet.Create(StringComparer.Ordinal, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    /// <summary>Before everything else, so that the answer is seen as it goes out.</summary>
    public static void UseRequestSpans(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span ? Named(context, next, span) : next(context));

    /// <summary>For requests that come every few seconds and are about nothing: their spans, and what is begun within them, are sent nowhere.</summary>
    public static void Untraced(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { } span)
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private static async Task Named(HttpContext context, RequestDelegate next, Activity span)
    {
        var method = Methods.Contains(context.Request.Method) ? context.Request.Method : "_OTHER";
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        if (route is MetricsEndpoint.Path or "/health/live" or "/health/ready")
            Untraced(context);
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method).SetTag("http.route", route);
        await next(context);
        var status = context.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }
}
