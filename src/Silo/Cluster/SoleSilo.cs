using Microsoft.AspNetCore.Connections;

namespace Mote.Silo.Cluster;

/// <summary>
/// A cluster of one. Whoever reaches a silo's own port is one of its cluster, and whoever reaches a gateway is trusted:
/// neither is open, whatever the configuration of Orleans itself says, so callers come through the edge and nobody joins.
/// </summary>
internal static class SoleSilo
{
    // One for silos, one for clients.
    private const int Listeners = 2;

    public static void UseSoleSilo(this ISiloBuilder silo, ClusterSettings cluster)
    {
        // The port is part of the silo's name alone: two silos of one machine may have the same.
        silo.UseLocalhostClustering(gatewayPort: 0, serviceId: cluster.ServiceId, clusterId: cluster.ClusterId);

        // Orleans keeps the keys of these services to itself, so they are found by what they are.
        ServiceDescriptor[] listening = [.. silo.Services.Where(service => service.IsKeyedService && service.ServiceType == typeof(IConnectionListenerFactory))];
        if (listening.Length != Listeners)
            throw new InvalidOperationException($"Orleans was expected to listen in {Listeners} places and does in {listening.Length}: this version of it is not known to stay closed.");
        foreach (var service in listening)
        {
            silo.Services.Remove(service);
            silo.Services.AddKeyedSingleton<IConnectionListenerFactory, NoListeners>(service.ServiceKey);
        }
    }
}
