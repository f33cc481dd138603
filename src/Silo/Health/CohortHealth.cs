using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Mote.Grains.Keys;
using Mote.Grains.Models;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;

namespace Mote.Silo.Health;

/// <summary>
/// Ready only while people can be enrolled with every cohort; degraded where a pack is not there any more, or another, or
/// sealed under a master key that is gone, since the silo would not start again as it is.
/// </summary>
internal sealed class CohortHealth(ModelSets sets, IOptions<ModelOptions> options, KeptMasterKeys keys) : IHealthCheck
{
    // A disk or a vault that does not answer keeps no answer from whoever asks how the silo is.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SeenFiles _files = new(sets.All.Select(models => options.Value.Of(models.Name)!.Cohort));

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (sets.All.FirstOrDefault(models => models.Cohort.Tails.Count == 0) is { } bare)
            return HealthCheckResult.Unhealthy($"the cohort {(bare.Name is { } name ? $"of the models '{name}'" : "of every realm")} is calibrated for no recipe, and nobody can be enrolled with it: make a pack with 'mote cohort build'");
        return (_files.Fault ?? await Unopened(cancellationToken)) is { } fault ? HealthCheckResult.Degraded(fault) : HealthCheckResult.Healthy("every cohort is there");
    }

    private async Task<string?> Unopened(CancellationToken cancellationToken)
    {
        if (sets.All.All(models => models.MasterKeyVersion is null))
            return null;
        try
        {
            var versions = await keys.VersionsAsync(SealedCohortPack.Realm, cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            return sets.All.Any(models => models.MasterKeyVersion is { } version && !versions.Contains(version))
                ? "a cohort pack is sealed under a master key that is gone: bring the key back, or seal the pack under the current one with 'mote cohort seal'"
                : null;
        }
        catch (Exception unanswered) when (unanswered is MasterKeyException or TimeoutException)
        {
            return "the master keys cannot be asked for that of the cohort pack; the log says why";
        }
    }
}
