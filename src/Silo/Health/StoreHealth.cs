using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Mote.Silo.Hosting;
using Mote.Storage;

namespace Mote.Silo.Health;

/// <summary>Ready only while the state store answers.</summary>
internal sealed class StoreHealth(IEnumerable<IStorageProbe> probes, IOptions<StorageSettings> settings) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var probe in probes)
                await probe.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy(probes.Any() ? $"{settings.Value.Provider} answers" : $"{settings.Value.Provider}, which is not asked");
        }
        catch (StorageUnavailableException failure)
        {
            return HealthCheckResult.Unhealthy($"{settings.Value.Provider} does not answer", failure);
        }
    }
}
