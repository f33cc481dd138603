using OpenTelemetry.Metrics;

namespace Mote.Silo.Telemetry;

/// <summary>Serves <c>/metrics</c> at an address of its own, and nothing else there: all figures, to whoever reaches it.</summary>
internal sealed class MetricsListener(string address, MeterProvider figures, IConfiguration configuration) : IHostedService, IAsyncDisposable
{
    private readonly WebApplication _app = Build(address, figures, configuration);

    public Task StartAsync(CancellationToken cancellationToken) => _app.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static WebApplication Build(string address, MeterProvider figures, IConfiguration configuration)
    {
        // Nothing of the silo's own configuration but its certificate: what it says of addresses is the edge's.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Configuration.AddInMemoryCollection(configuration.GetSection("Kestrel:Certificates").AsEnumerable());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Configure(builder.Configuration.GetSection("Kestrel"));
        }).UseUrls(address);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            RequestSpans.Untraced(context);
            return next(context);
        });
        app.UseOpenTelemetryPrometheusScrapingEndpoint(figures, predicate: null, path: MetricsEndpoint.Path, configureBranchedPipeline: null, optionsName: null);
        return app;
    }
}
