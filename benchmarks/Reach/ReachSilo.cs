using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains;
using Mote.Grains.Hosting;
using Mote.Recognition.Protection.Keys;
using Orleans;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Mote.Reach;

/// <summary>A real silo with the models that come with Mote, on a store.</summary>
internal sealed class ReachSilo : IAsyncDisposable
{
    private readonly OneKey _keys = new();
    private readonly InProcessTestCluster _cluster;

    private ReachSilo(ReachStore store)
    {
        var models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");
        var mote = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Detector"] = Path.Combine(models, "mote-demo-detector.onnx"),
            ["Embedder"] = Path.Combine(models, "mote-demo-embedder.onnx"),
            ["Cohort"] = Path.Combine(models, "mote-demo.cohort"),
            ["Certificate:MostFalseNonMatchRate"] = "1",
            ["Lockout:MostNonMatches"] = "1",
        }).Build();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddMoteGrains(mote).AddSingleton<IMasterKeyProvider>(_keys);
            store.AddTo(silo, "real");
            silo.Services.AddGrainStorage(GrainStorageName.Mote, (services, _) => new SlowStorage(services.GetRequiredKeyedService<IGrainStorage>("real")));
        });
        _cluster = builder.Build();
    }

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    public SlowStorage Storage => (SlowStorage)Services.GetRequiredKeyedService<IGrainStorage>(GrainStorageName.Mote);

    public OneKey Keys => _keys;

    public static async Task<ReachSilo> Start(ReachStore store)
    {
        var silo = new ReachSilo(store);
        await silo._cluster.DeployAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        _keys.Dispose();
    }
}
