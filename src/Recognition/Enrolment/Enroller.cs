using System.Diagnostics;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection;
using Mote.Recognition.Templates;
using Mote.Recognition.Training;

namespace Mote.Recognition.Enrolment;

/// <summary>Makes model-templates of one cohort pack. Thread-safe; each enrolment keeps one core busy.</summary>
public sealed class Enroller
{
    private static readonly Dictionary<Recipe, IRecipeTrainer> Trainers =
        new IRecipeTrainer[] { new PaperTrainer(), new CompactTrainer(), new SingleUnitTrainer() }.ToDictionary(trainer => trainer.Recipe);

    private readonly CohortPack _pack;

    /// <summary>Enrols with this pack.</summary>
    public Enroller(CohortPack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        _pack = pack;
    }

    /// <summary>Trains, quantises and calibrates one subject's network in coordinates that are not turned, which is for evaluations.</summary>
    /// <param name="references">The embeddings of one photo or several, each of d values; not kept.</param>
    /// <param name="settings">How.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="RecipeUnavailableException">The pack was not calibrated for the recipe.</exception>
    public EnrolmentOutcome Enrol(
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Enrol(references, settings, transform: null, progress, cancellationToken);

    /// <summary>Trains, turns, quantises and calibrates one subject's network, in this order: what is stored is what is calibrated.</summary>
    /// <param name="references">The embeddings of one photo or several, each of d values; not kept.</param>
    /// <param name="settings">How.</param>
    /// <param name="transform">The subject's secret transform; null for none.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="RecipeUnavailableException">The pack was not calibrated for the recipe.</exception>
    public EnrolmentOutcome Enrol(
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, OrthogonalTransform? transform, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!_pack.Tails.TryGetValue(settings.Recipe, out var tail))
            throw new RecipeUnavailableException(settings.Recipe);

        var start = Stopwatch.GetTimestamp();
        var network = Train(references, settings, transform, progress, cancellationToken);
        var trained = Stopwatch.GetTimestamp();
        var calibration = SubjectCalibration.Fit(StrangerMargins(network), tail, settings.TargetFalseMatchRate, settings.Shift);
        var template = new ModelTemplate(network.Network, settings.Precision, calibration, _pack.EmbedderHash, _pack.Hash, network.Transform);
        return new EnrolmentOutcome(template, Stopwatch.GetElapsedTime(start, trained), Stopwatch.GetElapsedTime(trained));
    }

    /// <summary>
    /// The same model-template under another transform. It is quantised again, so its scores drift within a step of its
    /// precision, and calibrated again where this is the cohort it was made with.
    /// </summary>
    /// <param name="template">The model-template.</param>
    /// <param name="transform">The new transform; null turns the coordinates back.</param>
    public ModelTemplate Rebase(ModelTemplate template, OrthogonalTransform? transform)
    {
        ArgumentNullException.ThrowIfNull(template);
        var network = template.Keyed.Rebase(transform, template.Precision);
        var calibration = template.CohortHash == _pack.Hash
            ? SubjectCalibration.Fit(
                StrangerMargins(network), template.Calibration.Tail, template.Calibration.TargetFalseMatchRate, template.Calibration.ShiftFrom(StrangerMargins(template.Keyed)))
            : template.Calibration;
        return new ModelTemplate(network.Network, template.Precision, calibration, template.EmbedderHash, template.CohortHash, transform)
        {
            Certificate = template.Certificate,
        };
    }

    /// <summary>The network as it will be stored, without a calibration.</summary>
    internal KeyedNetwork Train(
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, OrthogonalTransform? transform, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
            throw new ArgumentException("There is no reference: give one at least.", nameof(references));
        if (references.FirstOrDefault(reference => reference.Length != _pack.Cohort.Dimension) is { Length: > 0 } other)
            throw new ArgumentException($"A reference has {other.Length} values, the cohort's embeddings {_pack.Cohort.Dimension}.", nameof(references));

        var problem = new TrainingProblem(
            [.. references.Select(reference => (ReadOnlyMemory<float>)UnitVector.Of(reference.Span))],
            _pack.Cohort,
            _pack.Space,
            _pack.Sampler(settings.Recipe, CohortPartition.Training),
            _pack.Sampler(settings.Recipe, CohortPartition.Validation),
            settings.Balance,
            _pack.Fit.Tau0);
        return KeyedNetwork.Store(Trainers[settings.Recipe].Train(problem, settings.Seed, progress, cancellationToken), transform, settings.Precision);
    }

    /// <summary>The margins of the calibration partition, one a photo.</summary>
    internal float[] StrangerMargins(KeyedNetwork network)
    {
        var strangers = _pack.Strangers(network.Network.Recipe);
        var margins = new float[strangers.Count];
        network.Margins(strangers, margins);
        return margins;
    }
}
