using System.Net;
using StackExchange.Redis;

namespace Mote.Silo.Cluster;

/// <summary>The Redis server that says who is of the cluster: section <c>Mote:Cluster:Redis</c>.</summary>
public sealed class RedisSettings
{
    /// <summary>Where it is and how to enter, as StackExchange.Redis writes it: <c>host:port,ssl=true,password=...</c>.</summary>
    public string? ConnectionString { get; set; }

    internal ConfigurationOptions Options() => ConfigurationOptions.Parse(ConnectionString!);

    /// <summary>What is wrong: whoever writes there can end silos, so nobody does without a password, or over a line that is open.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return "Mote:Cluster:Redis:ConnectionString is not set: give it, as host:6380,ssl=true,password=...";
            yield break;
        }

        ConfigurationOptions? options;
        try
        {
            options = Options();
        }
        catch (ArgumentException)
        {
            options = null;
        }

        if (options is not { EndPoints.Count: > 0 })
        {
            yield return "Mote:Cluster:Redis:ConnectionString is none: give it, as host:6380,ssl=true,password=...";
            yield break;
        }

        if (string.IsNullOrEmpty(options.Password))
            yield return "Mote:Cluster:Redis:ConnectionString has no password: whoever writes to that server can end silos. Set one there, and here.";
        if (!options.Ssl && !options.EndPoints.All(IsLoopback))
            yield return "Mote:Cluster:Redis:ConnectionString has no ssl=true, and the server is on another machine: its password would go over the line for all to read.";
    }

    private static bool IsLoopback(EndPoint endpoint) => endpoint switch
    {
        IPEndPoint ip => IPAddress.IsLoopback(ip.Address),
        DnsEndPoint dns => string.Equals(dns.Host, "localhost", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
