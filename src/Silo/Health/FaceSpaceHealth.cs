using Microsoft.Extensions.Diagnostics.HealthChecks;
using Mote.Grains.Models;

namespace Mote.Silo.Health;

/// <summary>Ready only once the space of every cohort's faces is made, which takes a second or so: whoever is enrolled first does not wait for it.</summary>
internal sealed class FaceSpaceHealth(ModelSets sets) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        sets.All.All(models => models.Cohort.HasSpace)
            ? HealthCheckResult.Healthy("made")
            : HealthCheckResult.Unhealthy("the space of a cohort's faces is not made yet: the silo makes it while it rehearses"));
}
