using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mote.Storage;

namespace Mote.Silo.Health;

/// <summary>Ready only while the state store answers.</summary>
internal sealed class StorageHealth(IEnumerable<IStorageProbe> probes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var probe in probes)
                await probe.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (StorageUnavailableException failure)
        {
            return HealthCheckResult.Unhealthy("The state store does not answer.", failure);
        }
    }
}
