using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", false)]
    [InlineData("Mote:Telemetry:Otlp", true)]
    public async Task Collector_OfTheEnvironmentAlone_GetsNothing(string setting, bool expected)
    {
        var folder = Directory.CreateTempSubdirectory("mote-sending-");
        await using var collector = await Collector.Start();
        await using (var unwatched = TestSilo.Of(new SiloPlan(folder.FullName) { Callers = [new("key", "name", "realm")] }.With((setting, collector.Address.ToString()))))
        {
            Assert.Equal(expected, unwatched.Services.GetService<TracerProvider>() is not null);
            // As a start does first of all, which is when instruments begin to be listened to.
            unwatched.Services.GetRequiredService<IStartupValidator>().Validate();
            unwatched.Services.GetRequiredService<MeterProvider>().ForceFlush();
        }

        Assert.Equal(expected, (collector.Sent("/v1/metrics") + collector.Sent("/")).Length > 0);
        folder.Delete(recursive: true);
    }
}
