using System.Diagnostics;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
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

    /// <summary>Trains, quantises and calibrates one subject's network.</summary>
    /// <param name="references">The embeddings of one photo or several, each of d values, L2-normalised; not kept.</param>
    /// <param name="settings">How.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="RecipeUnavailableException">The pack was not calibrated for the recipe.</exception>
    public EnrolmentOutcome Enrol(
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!_pack.Tails.TryGetValue(settings.Recipe, out var tail))
            throw new RecipeUnavailableException(settings.Recipe);

        var start = Stopwatch.GetTimestamp();
        var network = Train(references, settings, progress, cancellationToken);
        var trained = Stopwatch.GetTimestamp();
        var calibration = SubjectCalibration.Fit(StrangerMargins(network), tail, settings.TargetFalseMatchRate);
        var template = new ModelTemplate(network, settings.Precision, calibration, _pack.EmbedderHash, _pack.Hash);
        return new EnrolmentOutcome(template, Stopwatch.GetElapsedTime(start, trained), Stopwatch.GetElapsedTime(trained));
    }

    /// <summary>The network as it will be stored, without a calibration.</summary>
    internal Network Train(
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
            throw new ArgumentException("There is no reference: give one at least.", nameof(references));
        if (references.FirstOrDefault(reference => reference.Length != _pack.Cohort.Dimension) is { Length: > 0 } other)
            throw new ArgumentException($"A reference has {other.Length} values, the cohort's embeddings {_pack.Cohort.Dimension}.", nameof(references));

        var problem = new TrainingProblem(
            references,
            _pack.Cohort,
            _pack.Space,
            _pack.Sampler(settings.Recipe, CohortPartition.Training),
            _pack.Sampler(settings.Recipe, CohortPartition.Validation),
            settings.Balance,
            _pack.Fit.Tau0);
        return Quantisation.Apply(Trainers[settings.Recipe].Train(problem, settings.Seed, progress, cancellationToken), settings.Precision);
    }

    /// <summary>The margins of the calibration partition, one a photo.</summary>
    internal float[] StrangerMargins(Network network)
    {
        var strangers = _pack.Strangers(network.Recipe);
        var margins = new float[strangers.Count];
        network.Margins(strangers, margins);
        return margins;
    }
}
