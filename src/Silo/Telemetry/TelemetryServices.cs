using System.Reflection;
using Microsoft.Extensions.Diagnostics.Metrics;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Mote.Silo.Telemetry;

/// <summary>
/// Gathers what the rooms of the house count and trace. Sent is it where a collector is named, and by nothing else: an address
/// in the environment (OTEL_EXPORTER_OTLP_ENDPOINT), as platforms set it for whatever runs on them, starts nothing.
/// </summary>
internal static class TelemetryServices
{
    // What OpenTelemetry calls itself where it is told what to listen to.
    private const string Listener = "OpenTelemetry";

    /// <summary>Registers it.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="settings">Who is told.</param>
    /// <param name="instance">What this silo is called among others; null for a name that is drawn.</param>
    public static void AddTelemetry(this IServiceCollection services, TelemetrySettings settings, string? instance)
    {
        // This silo's own, and not those of another in the same process; only the runtime's are everybody's.
        services.AddMetrics(metrics => metrics
            .EnableMetrics("Mote", null, Listener, MeterScope.Local)
            .EnableMetrics("Microsoft.AspNetCore.Hosting", null, Listener, MeterScope.Local)
            .EnableMetrics("System.Runtime", null, Listener, MeterScope.Global));
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("mote", serviceVersion: Version, autoGenerateServiceInstanceId: instance is null, serviceInstanceId: instance))
            .WithMetrics(metrics =>
            {
                metrics.AddPrometheusExporter(prometheus => prometheus.ScopeInfoEnabled = false);
                if (settings.Otlp is { } collector)
                    metrics.AddOtlpExporter(otlp => Send(otlp, collector, "v1/metrics"));
            });
        if (settings.Otlp is { } traces)
        {
            telemetry.WithTracing(tracing => tracing
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.TracedShare)))
                .AddSource("Mote.*", "Microsoft.AspNetCore")
                .AddProcessor(new KnownTags())
                .AddOtlpExporter(otlp => Send(otlp, traces, "v1/traces")));
        }

        if (settings.MetricsAddress is { Length: > 0 } address)
            services.AddHostedService(provider => new MetricsListener(address, provider.GetRequiredService<MeterProvider>(), provider.GetRequiredService<IConfiguration>()));
    }

    private static string Version => typeof(TelemetryServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static void Send(OtlpExporterOptions otlp, Uri collector, string path)
    {
        otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
        otlp.Endpoint = new Uri(collector.AbsoluteUri.TrimEnd('/') + "/" + path);
    }
}
