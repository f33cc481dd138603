using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mote.Grains.Membership;

namespace Mote.Silo.Health;

/// <summary>Ready only while this silo of a cluster decides; a balancer asks the others meanwhile.</summary>
internal sealed class ClusterHealth(ClusterStanding standing) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        standing.Fault is { } fault ? HealthCheckResult.Unhealthy(fault)
        : standing.IsByPeers ? HealthCheckResult.Degraded("the membership table does not answer; the other silos do")
        : HealthCheckResult.Healthy("of the cluster"));
}
