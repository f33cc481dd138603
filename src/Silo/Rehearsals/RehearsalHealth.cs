using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mote.Silo.Rehearsals;

/// <summary>Ready only once a verification of the silo's own has gone through everything.</summary>
internal sealed class RehearsalHealth(RehearsalRun run) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(run.Fault is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy("rehearsed"));
}
