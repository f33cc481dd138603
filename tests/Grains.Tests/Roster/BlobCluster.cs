using Mote.Tests;
using Orleans.Hosting;

namespace Mote.Grains.Tests.Roster;

/// <summary>A silo whose store is a container of a real Azurite.</summary>
/// <remarks>Started by the first test, not by the runner: where there is no Azurite a test can be skipped, and a fixture cannot.</remarks>
public sealed class BlobCluster(AzuriteFixture azurite) : GrainCluster
{
    private Task? _started;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts it, unless it runs.</summary>
    public Task Start() => _started ??= base.InitializeAsync().AsTask();

    protected override async Task<Action<ISiloBuilder, string>> Store()
    {
        var account = (await azurite.ServerAsync()).ConnectionString;
        return (silo, name) => silo.AddMoteBlobGrainStorage(name, options => (options.ConnectionString, options.ContainerName) = (account, "stopped"));
    }
}
