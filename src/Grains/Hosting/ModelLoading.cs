using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Mote.Recognition.Cohorts;
using Mote.Vision;

namespace Mote.Grains.Hosting;

/// <summary>Loads the models while the host starts, and refuses to start with a cohort of another embedder.</summary>
internal sealed class ModelLoading(FacePipeline pipeline, CohortPack cohort) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        string.Equals(pipeline.Embedder.Sha256, cohort.EmbedderHash, StringComparison.Ordinal)
            ? Task.CompletedTask
            : throw new OptionsValidationException(nameof(ModelOptions), typeof(ModelOptions),
            [
                $"The cohort pack belongs to embedder {cohort.EmbedderHash[..12]}, configured is {pipeline.Embedder.Sha256[..12]} ({pipeline.Embedder.Name}): "
                + "set Mote:Embedder to that embedder, or make a pack for this one with 'mote cohort build'.",
            ]);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
