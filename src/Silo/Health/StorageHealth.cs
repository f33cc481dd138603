using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mote.Storage.Hosting;
using Mote.Storage.Records;

namespace Mote.Silo.Health;

/// <summary>Ready only while the state store answers.</summary>
internal sealed class StorageHealth(IStorageProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await probe.Check(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (RecordStoreException failure)
        {
            return HealthCheckResult.Unhealthy("The state store does not answer.", failure);
        }
    }
}
