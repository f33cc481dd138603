using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mote.Service.Realms;

namespace Mote.Silo.Health;

/// <summary>Whether a realm is closed because its store was put back; the others are served.</summary>
internal sealed class PutBackHealth(PutBackRealms realms) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(realms.Any ? HealthCheckResult.Degraded("a realm is closed: its store is older than what was noted of it outside, or was not compared yet") : HealthCheckResult.Healthy("no realm was put back"));
}
