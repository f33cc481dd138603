using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mote.Silo;
using Orleans;
using Orleans.Runtime;

namespace Mote.Tests;

/// <summary>
/// A real silo in this process, whole as it is shipped: cluster, grains, store, and the edge, on a free loopback port. Tests
/// that kill a silo use <see cref="SiloProcess"/>, and tests that put something between grains and store <see cref="BareSilo"/>.
/// </summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly SeenLog _log;
    private readonly BegunSilo _begun;
    private readonly NamesAsked _names;
    private readonly string[] _keys;
    private bool _wasStopped;

    private TestSilo(WebApplication app, BegunSilo begun, SeenLog log, NamesAsked names, string[] keys) => (App, _begun, _log, _names, _keys) = (app, begun, log, names, keys);

    public WebApplication App { get; }

    public IServiceProvider Services => App.Services;

    /// <summary>Whether it is asked about people who are called as addresses are: such a name in its log says nothing.</summary>
    public bool IsAskedAboutAddresses { get; set; }

    /// <summary>What it logged so far, at every level.</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    /// <summary>Where its edge listens.</summary>
    public Uri Address => new(App.Urls.First());

    /// <summary>A silo that does not run yet.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">What the silo refuses before it starts.</exception>
    public static TestSilo Of(SiloPlan plan)
    {
        var (begun, log, names) = (new BegunSilo(), new SeenLog(), new NamesAsked());
        var app = MoteSilo.Build(["--environment", plan.Environment], builder =>
        {
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection(plan.Configuration());
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(begun);
            builder.Services.AddSingleton<IIncomingGrainCallFilter>(names);
            plan.Services?.Invoke(builder.Services);
        });
        return new(app, begun, log, names, [.. plan.Callers.Select(caller => caller.Key)]);
    }

    /// <summary>Starts one.</summary>
    public static async Task<TestSilo> Start(SiloPlan plan, CancellationToken cancellationToken = default)
    {
        var silo = Of(plan);
        try
        {
            await silo.Start(cancellationToken);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, and returns once it is ready.</summary>
    public Task Start(CancellationToken cancellationToken = default) => App.StartAsync(cancellationToken);

    /// <summary>Stops it as an operator would.</summary>
    public async Task Stop(CancellationToken cancellationToken = default)
    {
        _wasStopped = true;
        await App.StopAsync(cancellationToken);
    }

    /// <summary>Calls its edge; what it answers has to be what its document says.</summary>
    /// <param name="key">With which key; null for none.</param>
    /// <param name="handler">How; null for plainly.</param>
    public HttpClient Caller(string? key, HttpMessageHandler? handler = null)
    {
        var http = new HttpClient(new DescribedAnswers(handler ?? new HttpClientHandler())) { BaseAddress = Address };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        if (_begun.IsActive && !_wasStopped)
            await Stop();
        // Whose start failed half way can be stopped by nobody; taken apart, its loops would go on without a pause until the process ends.
        if (_begun.IsActive || !_begun.HasBegun)
            await App.DisposeAsync();
        RequireUnnamed();
    }

    // In every test that has a silo: whatever happened, nobody's name and no key is in its log.
    private void RequireUnnamed()
    {
        var names = IsAskedAboutAddresses ? [] : _names.All;
        foreach (var line in _log.Lines)
        {
            if (names.FirstOrDefault(name => line.Contains(name, StringComparison.Ordinal)) is { } named)
                throw new InvalidOperationException($"The log names {named}: {line}");
            if (_keys.Any(key => line.Contains(key, StringComparison.Ordinal)))
                throw new InvalidOperationException($"The log holds a caller's key: {line}");
        }
    }
}
