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
    /// <param name="reference">The embedding of the one photo, d values, L2-normalised; not kept.</param>
    /// <param name="settings">How.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="RecipeUnavailableException">The pack was not calibrated for the recipe.</exception>
    public EnrolmentOutcome Enrol(
        ReadOnlyMemory<float> reference, EnrolmentSettings settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!_pack.Tails.TryGetValue(settings.Recipe, out var tail))
            throw new RecipeUnavailableException(settings.Recipe);

        var start = Stopwatch.GetTimestamp();
        var network = Train(reference, settings, progress, cancellationToken);
        var trained = Stopwatch.GetTimestamp();
        var calibration = SubjectCalibration.Fit(StrangerMargins(network), tail, settings.TargetFalseMatchRate);
        var template = new ModelTemplate(network, settings.Precision, calibration, _pack.EmbedderHash, _pack.Hash);
        return new EnrolmentOutcome(template, Stopwatch.GetElapsedTime(start, trained), Stopwatch.GetElapsedTime(trained));
    }

    /// <summary>The network as it will be stored, without a calibration.</summary>
    internal Network Train(
        ReadOnlyMemory<float> reference, EnrolmentSettings settings, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        if (reference.Length != _pack.Cohort.Dimension)
            throw new ArgumentException($"The reference has {reference.Length} values, the cohort's embeddings {_pack.Cohort.Dimension}.", nameof(reference));

        var problem = new TrainingProblem(
            reference,
            _pack.Cohort,
            _pack.Sampler(settings.Recipe, CohortPartition.Training),
            _pack.Sampler(settings.Recipe, CohortPartition.Validation),
            settings.Balance,
            _pack.Fit.Tau0);
        return Quantisation.Apply(Trainers[settings.Recipe].Train(problem, settings.Seed, progress, cancellationToken), settings.Precision);
    }

    /// <summary>The margins of the calibration partition, one a photo.</summary>
    internal float[] StrangerMargins(Network network)
    {
        var strangers = _pack.Cohort.Calibration.Embeddings;
        var margins = new float[strangers.Count];
        network.Margins(strangers, margins);
        return margins;
    }
}
