using Microsoft.Extensions.DependencyInjection;
using Mote.Storage.Tests.Sqlite;
using Mote.Tests;
using Orleans.Hosting;
using Orleans.Storage;

namespace Mote.Storage.Tests.Hosting;

/// <summary>The storages as grains meet them, in a running silo.</summary>
public sealed class SiloTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sqlite_CarriesGrains()
    {
        using var folder = new TemporaryFolder();
        await CarriesGrainsAsync(silo => silo.AddMoteSqliteGrainStorage("state", options => options.Path = folder.File("state.db")));
    }

    [Fact]
    public async Task Blob_CarriesGrains()
    {
        var account = (await azurite.ServerAsync()).ConnectionString;
        await CarriesGrainsAsync(silo => silo.AddMoteBlobGrainStorage("state", options =>
        {
            options.ConnectionString = account;
            options.ContainerName = $"c{Guid.NewGuid():N}";
        }));
    }

    [Fact]
    public async Task BadOptions_StopTheSiloAtStart()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => CarriesGrainsAsync(silo => silo.AddMoteSqliteGrainStorage("state", _ => { })));
        Assert.Contains("set Path to a database file", failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task CarriesGrainsAsync(Action<ISiloBuilder> storage)
    {
        await using var silo = await BareSilo.Start(storage, Cancellation);

        var probe = Assert.Single(silo.Services.GetServices<IStorageProbe>());
        Assert.Equal("state", probe.Name);
        await probe.CheckAsync(Cancellation);

        var grain = silo.Grains.GetGrain<ICounterGrain>("site/anna");
        Assert.Equal((0, false), await grain.GetAsync());
        Assert.Equal(2, await grain.AddAsync(2));
        await grain.LeaveAsync();
        Assert.Equal((2, true), await grain.GetAsync());

        // The conflict leaves the grain, so Orleans deactivates it, and the next call finds what is stored.
        var before = await grain.WhoAsync();
        var another = silo.Services.GetRequiredKeyedService<IGrainStorage>("state");
        var count = new GrainState<CounterGrain.Count>(new());
        await another.ReadStateAsync("count", grain.GetGrainId(), count);
        await another.WriteStateAsync("count", grain.GetGrainId(), count);
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.AddAsync(5));
        Assert.Equal((2, true), await grain.GetAsync());
        Assert.NotEqual(before, await grain.WhoAsync());

        await grain.ClearAsync();
        Assert.Equal((0, false), await grain.GetAsync());
        await grain.LeaveAsync();
        Assert.Equal((0, false), await grain.GetAsync());
        Assert.Equal(1, await grain.AddAsync(1));
    }
}
