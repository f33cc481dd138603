using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mote.Grains.Fairness;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Protection;
using Mote.Vision;

namespace Mote.Grains.Hosting;

/// <summary>
/// Loads the models while the host starts, and refuses to start with a cohort of another embedder or without the realms'
/// policies, or in production with an embedder that knows no real faces.
/// </summary>
internal sealed class ModelLoading(FacePipeline pipeline, CohortPack cohort, GroupPolicies policies, IHostEnvironment environment) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
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

        if (cohort.Cohort.Dimension is < OrthogonalTransform.SmallestDimension or > OrthogonalTransform.LargestDimension)
        {
            throw Refusal(
                $"The embedder gives {cohort.Cohort.Dimension} values, and model-templates are protected for {OrthogonalTransform.SmallestDimension} to {OrthogonalTransform.LargestDimension}: set Mote:Embedder to one within.");
        }

        return policies.Fault() is { } fault ? throw Refusal(fault) : Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static OptionsValidationException Refusal(string message) => new(nameof(ModelOptions), typeof(ModelOptions), [message]);
}
