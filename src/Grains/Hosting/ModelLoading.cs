using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Fairness;
using Mote.Grains.Keys;
using Mote.Grains.Models;
using Mote.Grains.Rates;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Recipes;
using Mote.Vision;

namespace Mote.Grains.Hosting;

/// <summary>
/// Loads the models while the host starts, and refuses to start with a cohort of another embedder, or of real people that
/// lies open, or without the realms' policies, or in production with an embedder that knows no real faces.
/// </summary>
internal sealed partial class ModelLoading(
    ModelSets sets,
    KeptMasterKeys keys,
    IOptions<FairnessOptions> fairness,
    RealmModels realms,
    IOptions<ModelOptions> options,
    IOptions<RateOptions> rates,
    IHostEnvironment environment,
    ILogger<ModelLoading> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var models in sets.All)
            await Require(models, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Require(ModelSet models, CancellationToken cancellationToken)
    {
        var (pipeline, cohort, at) = (models.Pipeline, models.Cohort, models.Name is { } name ? $"Mote:Models:{name}" : "Mote");
        var path = options.Value.Of(models.Name)!.Cohort;
        if (pipeline.IsTrainedOnSyntheticFaces && environment.IsProduction())
        {
            throw ModelSets.Refusal(
                $"The embedder '{pipeline.Embedder.Name}' was trained on synthetic faces and knows nothing of real ones, so the environment Production refuses it: "
                + $"get a real one with 'mote models get mobilefacenet' and set {at}:Embedder to it, or start a demonstration with DOTNET_ENVIRONMENT=Demo.");
        }

        if (!string.Equals(pipeline.Embedder.Sha256, cohort.EmbedderHash, StringComparison.Ordinal))
        {
            throw ModelSets.Refusal(
                $"The cohort pack belongs to embedder {cohort.EmbedderHash[..12]}, configured is {pipeline.Embedder.Sha256[..12]} ({pipeline.Embedder.Name}): "
                + $"set {at}:Embedder to that embedder, or make a pack for this one with 'mote cohort build'.");
        }

        if (models.MasterKeyVersion is null && !pipeline.IsTrainedOnSyntheticFaces)
        {
            throw ModelSets.Refusal(
                $"The cohort pack '{path}' lies open, and the people in it are real: whoever reads the file can name them in other photos. "
                + $"Seal it under the keys of this service: 'mote cohort seal {path}', with --data and --keys where 'mote up' has them.");
        }

        if (cohort.Cohort.Dimension is < OrthogonalTransform.SmallestDimension or > OrthogonalTransform.LargestDimension)
        {
            throw ModelSets.Refusal(
                $"The embedder gives {cohort.Cohort.Dimension} values, and model-templates are protected for {OrthogonalTransform.SmallestDimension} to {OrthogonalTransform.LargestDimension}: set {at}:Embedder to one within.");
        }

        if (new GroupPolicies(cohort, fairness).Fault(fairness.Value.Realms.Keys.Where(realm => realms.Of(realm) == models)) is { } fault)
            throw ModelSets.Refusal(fault);
        foreach (var tail in cohort.Tails.Values.Where(tail => tail.LowestRate > rates.Value.SmallestTarget()))
            LogCoarse(tail.LowestRate, RecipeName.Of(tail.Recipe), rates.Value.SmallestTarget());
        if (models.MasterKeyVersion is { } version && version < (await keys.VersionsAsync(SealedCohortPack.Realm, cancellationToken))[^1])
            LogOldKey(path, version);
    }


    [LoggerMessage(1, LogLevel.Warning, "The cohort pack {Cohort} still needs master key {Version}, which is not the current one: 'mote cohort seal {Cohort}' brings it under that. Until then no silo starts without the old key")]
    private partial void LogOldKey(string cohort, int version);

    [LoggerMessage(2, LogLevel.Warning, "The cohort pack is too small for false-match rates below {Lowest:G2} with recipe {Recipe}: whoever is enrolled, or asked about, at less, {Target} say, is decided about at that. Make a pack from more people with 'mote cohort build'")]
    private partial void LogCoarse(double lowest, string recipe, double target);
}
