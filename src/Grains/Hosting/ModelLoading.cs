using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Fairness;
using Mote.Grains.Keys;
using Mote.Grains.Rates;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection;
using Mote.Vision;

namespace Mote.Grains.Hosting;

/// <summary>
/// Loads the models while the host starts, and refuses to start with a cohort of another embedder, or of real people that
/// lies open, or without the realms' policies, or in production with an embedder that knows no real faces.
/// </summary>
internal sealed partial class ModelLoading(
    FacePipeline pipeline,
    CohortPackFile file,
    KeptMasterKeys keys,
    GroupPolicies policies,
    IOptions<ModelOptions> options,
    IOptions<RateOptions> rates,
    IHostEnvironment environment,
    ILogger<ModelLoading> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var cohort = file.Pack;
        if (pipeline.IsTrainedOnSyntheticFaces && environment.IsProduction())
        {
            throw Refusal(
                $"The embedder '{pipeline.Embedder.Name}' was trained on synthetic faces and knows nothing of real ones, so the environment Production refuses it: "
                + "get a real one with 'mote models get mobilefacenet' and set Mote:Embedder to it, or start a demonstration with DOTNET_ENVIRONMENT=Demo.");
        }

        if (!string.Equals(pipeline.Embedder.Sha256, cohort.EmbedderHash, StringComparison.Ordinal))
        {
            throw Refusal(
                $"The cohort pack belongs to embedder {cohort.EmbedderHash[..12]}, configured is {pipeline.Embedder.Sha256[..12]} ({pipeline.Embedder.Name}): "
                + "set Mote:Embedder to that embedder, or make a pack for this one with 'mote cohort build'.");
        }

        if (file.MasterKeyVersion is null && !pipeline.IsTrainedOnSyntheticFaces)
        {
            throw Refusal(
                $"The cohort pack '{options.Value.Cohort}' lies open, and the people in it are real: whoever reads the file can name them in other photos. "
                + $"Seal it under the keys of this service: 'mote cohort seal {options.Value.Cohort}', with --data and --keys where 'mote up' has them.");
        }

        if (cohort.Cohort.Dimension is < OrthogonalTransform.SmallestDimension or > OrthogonalTransform.LargestDimension)
        {
            throw Refusal(
                $"The embedder gives {cohort.Cohort.Dimension} values, and model-templates are protected for {OrthogonalTransform.SmallestDimension} to {OrthogonalTransform.LargestDimension}: set Mote:Embedder to one within.");
        }

        if (policies.Fault() is { } fault)
            throw Refusal(fault);
        foreach (var tail in cohort.Tails.Values.Where(tail => tail.LowestRate > rates.Value.SmallestTarget()))
            LogCoarse(tail.LowestRate, RecipeName.Of(tail.Recipe), rates.Value.SmallestTarget());
        if (file.MasterKeyVersion is { } version && version < (await keys.VersionsAsync(SealedCohortPack.Realm, cancellationToken))[^1])
            LogOldKey(options.Value.Cohort, version);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static OptionsValidationException Refusal(string message) => new(nameof(ModelOptions), typeof(ModelOptions), [message]);

    [LoggerMessage(1, LogLevel.Warning, "The cohort pack {Cohort} still needs master key {Version}, which is not the current one: 'mote cohort seal {Cohort}' brings it under that. Until then no silo starts without the old key")]
    private partial void LogOldKey(string cohort, int version);

    [LoggerMessage(2, LogLevel.Warning, "The cohort pack is too small for false-match rates below {Lowest:G2} with recipe {Recipe}: whoever is enrolled, or asked about, at less, {Target} say, is decided about at that. Make a pack from more people with 'mote cohort build'")]
    private partial void LogCoarse(double lowest, string recipe, double target);
}
