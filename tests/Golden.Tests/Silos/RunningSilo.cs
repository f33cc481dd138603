using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mote.Silo;

namespace Mote.Golden.Tests.Silos;

/// <summary>A real silo in this process, over real HTTP, with the operators of its realms and a door.</summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, MoteCaller> _operators;

    private RunningSilo(WebApplication app)
    {
        _app = app;
        _operators = Realm.All.ToDictionary(realm => realm, realm => new MoteCaller(app.Urls.First(), Realm.OperatorKey(realm)));
        Door = new MoteCaller(app.Urls.First(), Realm.DoorKey(Realm.Site), "north-door");
    }

    /// <summary>May verify, in <see cref="Realm.Site"/>.</summary>
    public MoteCaller Door { get; }

    public MoteCaller Operator(string realm = Realm.Site) => _operators[realm];

    /// <param name="settings">The configuration, all of it.</param>
    /// <param name="clock">What time it is; null for the system's clock.</param>
    /// <param name="cancellationToken">Abandons the start.</param>
    public static async Task<RunningSilo> Start(IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? clock, CancellationToken cancellationToken)
    {
        var app = MoteSilo.Build(["--environment", "Demo"], builder =>
        {
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection(settings);
            builder.Logging.ClearProviders();
            if (clock is not null)
                builder.Services.AddSingleton(clock);
        });
        try
        {
            await app.StartAsync(cancellationToken);
            return new RunningSilo(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it as an operator would.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _operators.Values.Append(Door))
            await caller.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
