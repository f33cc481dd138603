using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mote.Grains.Membership;
using Orleans.Runtime;

namespace Mote.Silo.Health;

/// <summary>Ready only while this silo takes calls, and one of a cluster while it decides; a balancer asks the others meanwhile.</summary>
internal sealed class MembershipHealth(ISiloStatusOracle membership, ClusterStanding standing) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        membership.CurrentStatus != SiloStatus.Active ? HealthCheckResult.Unhealthy($"the silo is not active, but {membership.CurrentStatus}")
        : standing.Fault is { } fault ? HealthCheckResult.Unhealthy(fault)
        : standing.IsByPeers ? HealthCheckResult.Degraded("the membership table does not answer; the other silos do")
        : HealthCheckResult.Healthy("active"));
}
