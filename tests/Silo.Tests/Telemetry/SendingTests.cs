using Microsoft.Extensions.DependencyInjection;
using Mote.Tests;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Mote.Silo.Tests.Telemetry;

/// <summary>Where figures and traces go, and by whose word.</summary>
public sealed class SendingTests(WatchedSilo silo)
{
    [Fact]
    public async Task Collector_ThatIsNamed_GetsWhatTheEnvironmentAdds()
    {
        await silo.Ran();
        Assert.All(["/v1/traces", "/v1/metrics"], path => Assert.Contains("quay", silo.Sent(path), StringComparison.Ordinal));
        Assert.Equal(["a-credential"], silo.CollectorCredentials);
    }

    /// <summary>What a platform says to whatever runs on it is no word of whoever runs this silo.</summary>
    [Fact]
    public async Task Collector_OfTheEnvironmentAlone_GetsNothing()
    {
        var folder = Directory.CreateTempSubdirectory("mote-sending-");
        await using var collector = await Collector.Start();
        await using (var unwatched = TestSilo.Of(new SiloPlan(folder.FullName) { Callers = [new("key", "name", "realm")] }.With(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.ToString()))))
        {
            Assert.Null(unwatched.Services.GetService<TracerProvider>());
            unwatched.Services.GetRequiredService<MeterProvider>().ForceFlush();
        }

        Assert.Equal("", collector.Sent("/v1/metrics") + collector.Sent("/"));
        folder.Delete(recursive: true);
    }
}
