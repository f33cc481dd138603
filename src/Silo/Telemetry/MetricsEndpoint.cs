using Mote.Service;
using Mote.Service.Permits;
using OpenTelemetry.Metrics;

namespace Mote.Silo.Telemetry;

/// <summary>The figures of this silo as Prometheus asks for them, as far as they are the caller's to see.</summary>
internal static class MetricsEndpoint
{
    /// <summary>Where.</summary>
    public const string Path = "/metrics";

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        var export = routes.CreateApplicationBuilder()
            .UseOpenTelemetryPrometheusScrapingEndpoint(routes.ServiceProvider.GetRequiredService<MeterProvider>(), _ => true, path: null, configureBranchedPipeline: null, optionsName: null)
            .Build();
        routes.MapGet(Path, async (CallerService service, HttpContext context) =>
        {
            var seen = service.Figures();
            var body = context.Response.Body;
            using var all = new MemoryStream();
            context.Response.Body = all;
            try
            {
                await export(context);
            }
            finally
            {
                context.Response.Body = body;
            }

            context.Response.ContentLength = null;
            await Exposition.Write(all, seen, body, context.RequestAborted);
        }).Needs(Permit.Figures).WithTags("Figures").WithName("Figures").WithSummary("The figures of this silo, in the format of Prometheus: those of the caller's realm, and of no realm where that is all there is.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
    }
}
