using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mote.Grains.Mailbox;

namespace Mote.Cluster.Tests;

/// <summary>
/// Somebody else on the same machine, in a process of his own, without a key: asks at a port to be let into the cluster, as
/// a client and as a silo, and if he is, for the direction that a network looks in. Knows all that is no secret.
/// </summary>
internal static class Intruder
{
    /// <summary>Exit codes.</summary>
    public const int StayedOutside = 3, GotIn = 0;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="port">The port on loopback.</param>
    /// <param name="name">The name of the cluster and of the service.</param>
    /// <param name="identity">Whose direction to ask for.</param>
    public static async Task<int> RunAsync(int port, string name, string identity)
    {
        var target = new IPEndPoint(IPAddress.Loopback, port);
        var asClient = Try("client", identity, orleans => orleans.UseOrleansClient(client => client
            .UseStaticClustering(target)
            .Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (name, name))));
        var asSilo = Try("silo", identity, orleans => orleans.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), gatewayPort: 0, target, name, name)));
        return (await Task.WhenAll(asClient, asSilo)).Any(gotIn => gotIn) ? GotIn : StayedOutside;
    }

    private static async Task<bool> Try(string what, string identity, Action<HostApplicationBuilder> join)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        join(builder);
        using var host = builder.Build();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await host.StartAsync(patience.Token).WaitAsync(patience.Token);
            Console.Out.WriteLine($"{what}: joined");
            var direction = await host.Services.GetRequiredService<IGrainFactory>().GetGrain<INetworkDirectionGrain>(identity).Direction(patience.Token);
            Console.Out.WriteLine($"{what}: read {direction.Embedding.Length} values");
            return true;
        }
        catch (Exception refusal)
        {
            Console.Out.WriteLine($"{what}: {refusal.GetType().Name}: {refusal.Message}");
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
