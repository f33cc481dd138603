using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;

namespace Mote.Grains.Tests.Mailbox;

/// <summary>A silo that counts which calls its grains get.</summary>
public sealed class CountingCluster : GrainCluster
{
    internal CountedCalls Calls { get; } = new();

    protected override async Task<Action<ISiloBuilder, string>> Store()
    {
        var store = await base.Store();
        return (silo, name) =>
        {
            store(silo, name);
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(Calls);
        };
    }
}
