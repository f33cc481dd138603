using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mote.Client;
using Mote.Silo.Tests.Telemetry;
using Mote.Tests;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

[assembly: AssemblyFixture(typeof(WatchedSilo))]

namespace Mote.Silo.Tests.Telemetry;

/// <summary>
/// A silo at which all happens once that is counted or traced, to somebody with a name that nobody else has; started when
/// the first test asks for it. Whatever names somebody, or was brought by a request, is among <see cref="Personal"/>.
/// </summary>
public sealed class WatchedSilo : IAsyncDisposable
{
    public const string Realm = "harbour";
    public const string OtherRealm = "airfield";
    public const string Door = "north";
    public const string OperatorKey = "key-of-a-watched-operator";
    public const string GateKey = "key-of-a-watched-gate";
    public const string MetricsKey = "key-of-a-watcher";
    public const string OtherKey = "key-of-a-watcher-elsewhere";
    public const string ServiceKey = "key-of-a-watched-service";

    private const string Somebody = "zephyrine.quixote";
    private const string Nobody = "ozymandias";
    private const string Other = "peregrine";
    private const string SaidDoor = "a-door-that-somebody-said";
    private const string WrongKey = "a-key-that-nobody-has";
    private const string TraceState = "vendor=a-state-that-somebody-said";
    private const string Method = "UNHEARD";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-watched-");
    private readonly Lazy<Task> _run;
    private Collector? _collector;
    private TestSilo? _silo;
    private SeenInstruments? _instruments;

    public WatchedSilo() => _run = new(Run);

    /// <summary>What may stand in nothing that is counted, traced or sent.</summary>
    public static string[] Personal { get; } =
        [Somebody, Nobody, Other, SaidDoor, WrongKey, TraceState, Method, "clerk-of", OperatorKey, GateKey, "127.0.0.1"];

    internal TestSilo Silo => _silo!;

    internal SeenSpans Spans { get; } = new();

    /// <summary>Whatever anything in the silo logs, however little it is asked for.</summary>
    internal SeenLog Log { get; } = new();

    /// <summary>What may stand in no log: names and keys. An address from which a wrong key came may.</summary>
    internal static string[] Secret { get; } = [Somebody, Nobody, Other, WrongKey, OperatorKey, GateKey, MetricsKey, OtherKey, ServiceKey, Convert.ToBase64String(TwoRealms.Photo().AsSpan(0, 60))];

    internal IReadOnlyList<SeenInstrument> Instruments => _instruments!.Of(_silo!.Services.GetRequiredService<IMeterFactory>());

    /// <summary>Where it serves its figures to whoever comes.</summary>
    internal Uri MetricsAddress { get; } = new($"http://127.0.0.1:{OwnPort.Take()}");

    /// <summary>Returns once it has all happened.</summary>
    public Task Ran() => _run.Value;

    /// <summary>What the collector was sent of all that has ended by now.</summary>
    internal string Sent(string path)
    {
        _silo!.Services.GetRequiredService<TracerProvider>().ForceFlush();
        _silo.Services.GetRequiredService<MeterProvider>().ForceFlush();
        return _collector!.Sent(path);
    }

    internal IEnumerable<string?> CollectorCredentials => _collector!.Credentials;

    public async ValueTask DisposeAsync()
    {
        _instruments?.Dispose();
        if (_silo is not null)
            await _silo.DisposeAsync();
        if (_collector is not null)
            await _collector.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task Run()
    {
        _instruments = new();
        _collector = await Collector.Start();
        _silo = await TestSilo.Start(Plan());
        using var gate = _silo.Caller(GateKey);
        using var unbound = _silo.Caller(OperatorKey);
        unbound.DefaultRequestHeaders.Add("Mote-Door", SaidDoor);
        unbound.DefaultRequestHeaders.Add("tracestate", TraceState);
        unbound.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        await using (var services = new ServiceCollection().AddMoteClient(options => (options.Address, options.ApiKey) = (_silo.Address, OperatorKey)).BuildServiceProvider())
        {
            var client = services.GetRequiredService<MoteClient>();
            await client.EnrolAsync(Somebody, TwoRealms.Photo(), new EnrolmentSettings { Recipe = "single-unit" });
            await client.VerifyAsync(Somebody, TwoRealms.Photo());
            await client.FindAsync(Nobody);
        }

        using var explained = await unbound.PostAsync($"/v1/identities/{Somebody}/explain", TwoRealms.Form(TwoRealms.Photo()));
        using var matched = await gate.PostAsync($"/v1/identities/{Somebody}/verify", TwoRealms.Form(TwoRealms.Photo()));
        using var failed = await unbound.PutAsync($"/v1/identities/{Other}", TwoRealms.Form([1, 2, 3], ("recipe", "single-unit")));
        foreach (var photo in new[] { TwoRealms.Stranger, TwoRealms.Stranger, TwoRealms.Photo(), [1, 2, 3] })
            (await gate.PostAsync($"/v1/identities/{Somebody}/verify", TwoRealms.Form(photo))).Dispose();
        using var said = await unbound.PostAsync($"/v1/identities/{Somebody}/verify", TwoRealms.Form(TwoRealms.Photo()));
        using var wrong = await _silo.Caller(WrongKey).GetAsync($"/v1/identities/{Somebody}");
        using var lost = await unbound.GetAsync($"/v1/people/{Somebody}");
        using var unheard = await unbound.SendAsync(new HttpRequestMessage(new HttpMethod(Method), $"/v1/identities/{Somebody}"));
        using var elsewhere = _silo.Caller(OtherKey);
        using var unknown = await elsewhere.PostAsync($"/v1/identities/{Nobody}/verify", TwoRealms.Form(TwoRealms.Photo()));
        using var erased = await unbound.DeleteAsync($"/v1/identities/{Somebody}");
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.NoContent),
            (explained.StatusCode, matched.StatusCode, said.StatusCode, wrong.StatusCode, unknown.StatusCode, erased.StatusCode));
    }

    private SiloPlan Plan() => new SiloPlan(_folder.FullName)
    {
        Callers =
        [
            new(OperatorKey, "clerk-of-the-harbour", Realm),
            new(GateKey, "clerk-of-the-gate", Realm) { Scopes = ["verify"], Doors = [Door] },
            new(MetricsKey, "clerk-of-figures", Realm) { Scopes = ["metrics"] },
            new(OtherKey, "clerk-of-elsewhere", OtherRealm),
        ],
        Services = services => services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(Spans))
            .AddLogging(logging => logging.AddProvider(Log).AddFilter<SeenLog>("Mote", LogLevel.Debug).AddFilter<SeenLog>("Microsoft", LogLevel.Debug).AddFilter<SeenLog>("Orleans", LogLevel.Information).SetMinimumLevel(LogLevel.Debug)),
    }.With(
        ("Mote:Enrolment:MostFalseMatchRate", "0.1"),
        ("Mote:Certificate:MostFalseNonMatchRate", "1"),
        ("Mote:Lockout:MostNonMatches", "2"),
        ("Mote:Telemetry:Otlp", _collector!.Address.ToString()),
        ("Mote:Telemetry:MetricsAddress", MetricsAddress.ToString()),
        // As the environment of a platform may have it: what names an address goes by what Mote's own setting says.
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"),
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:9"),
        ("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "http://127.0.0.1:9"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "x-collector=a-credential"),
        ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=quay"),
        ("Mote:ServiceKeys:0:Name", "clerk-of-the-service"),
        ("Mote:ServiceKeys:0:Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ServiceKey)))));
}
