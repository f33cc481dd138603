using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Service;
using Mote.Service.Status;
using Mote.Silo.Telemetry;
using Mote.Tests;
using OpenTelemetry.Metrics;

namespace Mote.Silo.Tests.Telemetry;

/// <summary>Who is told which figures.</summary>
public sealed class MetricsEndpointTests(WatchedSilo silo)
{
    private const string OfThisRealm = "mote_realm=\"harbour\"";
    private const string OfAnother = "mote_realm=\"airfield\"";
    private const string OfTheSilo = "mote_store_duration_seconds_count";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WatchedSilo.MetricsKey, true, false, false)]
    [InlineData(WatchedSilo.OperatorKey, true, false, false)]
    [InlineData(WatchedSilo.OtherKey, false, true, false)]
    [InlineData(WatchedSilo.ServiceKey, false, false, true)]
    public async Task Metrics_OfSeveralRealms_AreToldToEachItsOwn(string key, bool harbour, bool airfield, bool store)
    {
        var told = await Told(silo, key);
        Assert.Equal(
            (harbour, airfield, store),
            (told.Contains(OfThisRealm, StringComparison.Ordinal), told.Contains(OfAnother, StringComparison.Ordinal), told.Contains(OfTheSilo, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(WatchedSilo.GateKey, HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Metrics_WithoutTheScope_AreNotTold(string? key, HttpStatusCode status)
    {
        await silo.Ran();
        using var http = silo.Silo.Caller(key);
        using var answer = await http.GetAsync("/metrics", Cancelled);
        Assert.Equal(status, answer.StatusCode);
    }

    /// <summary>All figures, and nothing else.</summary>
    [Fact]
    public async Task AddressOfItsOwn_ServesFiguresAlone()
    {
        await silo.Ran();
        using var http = new HttpClient { BaseAddress = silo.MetricsAddress };
        var told = await http.GetStringAsync("/metrics", Cancelled);
        Assert.All([OfThisRealm, OfAnother, OfTheSilo], expected => Assert.Contains(expected, told, StringComparison.Ordinal));
        using var people = await http.GetAsync("/v1/identities", Cancelled);
        using var health = await http.GetAsync("/health/live", Cancelled);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (people.StatusCode, health.StatusCode));
    }

    /// <summary>Where it is served to other machines, by the edge's certificate.</summary>
    [Fact]
    public async Task AddressOfItsOwn_OverHttps_HasTheEdgesCertificate()
    {
        await silo.Ran();
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "secret"), Cancelled);
        var address = new Uri($"https://127.0.0.1:{OwnPort.Take()}");
        var edge = new ConfigurationBuilder().AddInMemoryCollection([new("Kestrel:Certificates:Default:Path", file), new("Kestrel:Certificates:Default:Password", "secret"), new("Kestrel:Endpoints:Edge:Url", "http://127.0.0.1:1")]).Build();
        await using var listener = new MetricsListener(address.ToString(), silo.Silo.Services.GetRequiredService<MeterProvider>(), edge);
        await listener.StartAsync(Cancelled);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented!.Thumbprint == certificate.Thumbprint };
        using var http = new HttpClient(handler);
        Assert.Contains(OfTheSilo, await http.GetStringAsync(new Uri(address, "metrics"), Cancelled), StringComparison.Ordinal);
        await listener.StopAsync(Cancelled);
        File.Delete(file);
    }

    /// <summary>Whoever shares the silo with nobody sees all of it.</summary>
    [Fact]
    public async Task Figures_OfTheOnlyRealm_AreThoseOfTheSiloToo()
    {
        var folder = Directory.CreateTempSubdirectory("mote-figures-");
        await using (var alone = TestSilo.Of(new SiloPlan(folder.FullName) { Callers = [new("key", "name", "realm")] }))
            Assert.Equal(new SeenFigures("realm", SeesSilo: true), alone.Services.GetRequiredService<MoteService>().For(new Caller("name", "realm", RoleScopes.Everything)).Figures());
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Mote:Telemetry:MetricsAddress", "http://0.0.0.0:9464", "would serve figures without encryption beyond this machine")]
    [InlineData("Mote:Telemetry:MetricsAddress", "9464", "is no address to listen at")]
    [InlineData("Mote:Telemetry:MetricsAddress", "http://127.0.0.1:1;http://127.0.0.1:2", "is one address")]
    [InlineData("Mote:Telemetry:Otlp", "http://collector.example:4318", "Mote:Telemetry:Otlp is no https address, nor http on a loopback address")]
    [InlineData("Mote:Telemetry:TracedShare", "2", "Mote:Telemetry:TracedShare is 0 to 1.")]
    public void Build_WrongSetting_SaysHowToMend(string key, string value, string expected)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => MoteSilo.Build([], builder => builder.Configuration.AddInMemoryCollection([new(key, value)])));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<string> Told(WatchedSilo silo, string key)
    {
        await silo.Ran();
        using var http = silo.Silo.Caller(key);
        return await http.GetStringAsync("/metrics", Cancelled);
    }
}
