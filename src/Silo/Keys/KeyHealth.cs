using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Mote.Silo.Keys;

/// <summary>Ready as long as any realm has its master key, since it is served; degraded where another has none. Which, is not everybody's to read.</summary>
internal sealed class KeyHealth(CurrentKeys current) : IHealthCheck
{
    // A disk or a vault that does not answer keeps no answer from whoever asks how the silo is.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var faults = await current.Faults(Patience, cancellationToken);
        if (faults.All(fault => fault is null))
            return HealthCheckResult.Healthy("every realm has its master key");
        return faults.Any(fault => fault is null)
            ? HealthCheckResult.Degraded("a realm has no master key, and only the others are served; the log says which and why")
            : HealthCheckResult.Unhealthy("no realm has a master key; the log says why");
    }
}
