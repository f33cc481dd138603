using Mote.Grains.Audit;
using Mote.Grains.Hosting;
using Mote.Silo.Hosting;
using Orleans.Configuration;

namespace Mote.Silo.Cluster;

/// <summary>
/// One silo of several. They find each other in a table or in Redis, and talk by mutual TLS alone: whoever could write to the
/// table without a certificate stands in it and is asked nothing. No gateway is open: callers come through the edges.
/// </summary>
internal static class ClusterMember
{
    // Three probes that fail in a row, seen by two silos, end a silo. Orleans waits 10 s for each: shorter, one that was killed
    // is out of the way sooner; too short, one that is merely busy is taken for dead, and has to start anew.
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(10);

    // How long after its start, by the day that it wrote down, a silo that has not joined is taken for dead by the others. Their
    // days may be an hour apart, and one may have to wait for others (Admission).
    private static readonly TimeSpan JoinsWithin = TimeSpan.FromHours(2);

    // How long after its last sign of life nobody takes the place of a dead silo's grains, in case it is not dead: Orleans keeps
    // them shut for longer, since it knows no other guard. Here a write of one that lives on fails by its ETag.
    private static readonly TimeSpan TakenOverAfter = TimeSpan.FromSeconds(8);

    /// <summary>Registers what is there before the silo: what makes several one, and the name in the trails.</summary>
    /// <param name="services">The silo's services.</param>
    /// <param name="section">The section <c>Mote:Cluster</c>.</param>
    /// <param name="cluster">The same, read.</param>
    public static void AddMember(this IServiceCollection services, IConfiguration section, ClusterSettings cluster)
    {
        services.AddMoteCluster(section);
        services.AddOptions<AuditOptions>().PostConfigure(audit => audit.Writer = cluster.SiloName!);
    }

    /// <summary>Makes the silo one of its cluster.</summary>
    public static void UseMember(this ISiloBuilder silo, ClusterSettings cluster, StorageSettings storage)
    {
        if (storage.Provider == "sqlite")
            throw BoundSettings.Refusal<StorageSettings>(["Mote:Storage:Provider is 'sqlite', a file that belongs to one silo: the silos of a cluster have their state in 'blob' or 'orleans-blob'."]);
        silo.Services.PostConfigure<EndpointOptions>(options =>
        {
            // Whatever the configuration of Orleans itself says.
            (options.AdvertisedIPAddress, options.SiloPort, options.SiloListeningEndpoint) = (cluster.Advertised.Address, cluster.Port, cluster.Listening);
            (options.GatewayPort, options.GatewayListeningEndpoint) = (0, null);
        });
        // Behind the addresses, of which it takes what nobody said, and before the names, which are said here.
        if (cluster.Kubernetes)
            silo.UseKubernetesHosting();
        silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
        silo.Configure<SiloOptions>(options => options.SiloName = cluster.SiloName!);
        silo.Configure<ClusterMembershipOptions>(options => (options.ProbeTimeout, options.TableRefreshTimeout, options.MaxJoinAttemptTime) = (ProbeTimeout, TableRefresh, JoinsWithin));
        silo.Configure<GrainDirectoryOptions>(options => options.RangeLeaseDuration = TakenOverAfter);
        if (cluster.Membership == "redis")
            silo.UseRedisClustering(options => options.ConfigurationOptions = cluster.Redis.Options());
        else
            silo.UseAzureStorageClustering(options => (options.TableServiceClient, options.TableName) = (cluster.AzureTable.Open(storage.Blob), cluster.AzureTable.Table));
#pragma warning disable ORLEANSEXP003 // Strongly consistent: while a silo dies no person has two grains.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        silo.UseMutualTls(cluster.Certificate);
    }
}
