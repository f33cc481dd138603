using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Mote.Tests;

/// <summary>
/// A real silo of Orleans in this process with what a test composes of it: no edge, and nothing that <see cref="TestSilo"/>
/// puts between grains and store itself.
/// </summary>
/// <remarks>
/// Another way to start than that one because a whole silo takes its store, claims it and rehearses on it before anybody
/// else may touch it: a store that fails where a test says so, or several under names of their own, has no place there.
/// </remarks>
public sealed class BareSilo : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private BareSilo(InProcessTestCluster cluster) => _cluster = cluster;

    /// <summary>Asks grains.</summary>
    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    /// <summary>Starts one.</summary>
    public static async Task<BareSilo> Start(Action<ISiloBuilder> compose, CancellationToken cancellationToken = default)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => compose(silo));
        var silo = new BareSilo(builder.Build());
        try
        {
            await silo._cluster.DeployAsync(cancellationToken);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
    }
}
