using Mote.Grains.Explanation;
using Mote.Grains.Training;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Records;
using Mote.Vision;

namespace Mote.Grains.Models;

/// <summary>Models that belong together, opened: an embedder with its detector, its cohort, and what is made with them. Thread-safe.</summary>
/// <param name="name">Their name; null for those of every realm.</param>
/// <param name="pipeline">From a photo to an embedding.</param>
/// <param name="file">The cohort pack of that embedder, as it was read.</param>
public sealed class ModelSet(string? name, FacePipeline pipeline, CohortPackFile file) : IDisposable
{
    // Once, and behind everything else: photos that wait for no explanation do not wait for this.
    private readonly Lazy<Task> _explanations = new(() => Task.Factory.StartNew(
        () =>
        {
            LowPriority.Enter();
            pipeline.PrepareExplanations();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default));

    /// <summary>Their name; null for those of every realm.</summary>
    public string? Name => name;

    /// <summary>From a photo to an embedding.</summary>
    public FacePipeline Pipeline => pipeline;

    /// <summary>The cohort.</summary>
    public CohortPack Cohort => file.Pack;

    /// <summary>The master key that the cohort pack was sealed under when it was read; null if it lies open.</summary>
    public int? MasterKeyVersion => file.MasterKeyVersion;

    /// <summary>Makes networks.</summary>
    public NetworkTraining Training { get; } = NetworkTraining.With(file.Pack);

    /// <summary>Explains decisions.</summary>
    public TemplateExplainer Explainer { get; } = new(pipeline, file.Pack);

    /// <summary>Ends once a decision can be explained.</summary>
    public Task Explanations => _explanations.Value;

    /// <inheritdoc/>
    public void Dispose() => pipeline.Dispose();
}
