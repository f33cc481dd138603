using System.Diagnostics;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Training;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Enrolment;

/// <summary>Makes model-templates of one cohort pack. Thread-safe; each call keeps one core busy.</summary>
public sealed class Enroller
{
    private readonly CohortPack _pack;

    /// <summary>Enrols with this pack.</summary>
    public Enroller(CohortPack pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        _pack = pack;
    }

    /// <summary>Makes sure that networks of a recipe can be trained here, before anything that takes long.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <exception cref="TorchUnavailableException">What it trains with is not here; the message says how to add it.</exception>
    public static void RequireHere(Recipe recipe) => RecipeBook.Of(recipe).Trainer.RequireHere();

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
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, OrthogonalTransform? transform, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Enrol([new EnrolmentOrder(references, settings, transform, progress, cancellationToken)])[0].Value;

    /// <summary>Enrols several subjects, those of one recipe together: each gets to the bit what it would get alone.</summary>
    /// <param name="orders">The subjects. One that fails or is cancelled harms no other.</param>
    /// <returns>One an order: its outcome, or why there is none, which is a <see cref="RecipeUnavailableException"/> where the pack was not calibrated for the recipe.</returns>
    public IReadOnlyList<Attempt<EnrolmentOutcome>> Enrol(IReadOnlyList<EnrolmentOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        Attempt<PooledTail>[] tails = [.. orders.Select(order => Attempt<PooledTail>.At(() => Tail(order)))];
        var start = Stopwatch.GetTimestamp();
        var networks = Train([.. orders.Where((_, i) => tails[i].Failure is null)]);
        var share = Stopwatch.GetElapsedTime(start) / Math.Max(1, networks.Length);
        var next = 0;
        return [.. orders.Select((order, i) => tails[i].Then(tail => Calibrate(order, networks[next++].Value, tail, share)))];
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
    internal KeyedNetwork Train(EnrolmentOrder order) => Train([order])[0].Value;

    private Attempt<KeyedNetwork>[] Train(IReadOnlyList<EnrolmentOrder> orders)
    {
        var networks = new Attempt<KeyedNetwork>[orders.Count];
        foreach (var alike in Enumerable.Range(0, orders.Count).GroupBy(i => orders[i].Settings.Recipe))
        {
            Attempt<TrainingOrder>[] prepared = [.. alike.Select(i => Attempt<TrainingOrder>.At(() => Prepare(orders[i])))];
            var trained = RecipeBook.Of(alike.Key).Trainer.Train([.. prepared.Where(attempt => attempt.Failure is null).Select(attempt => attempt.Value)]);
            var next = 0;
            foreach (var (i, attempt) in alike.Zip(prepared))
                networks[i] = attempt.Then(_ => KeyedNetwork.Store(trained[next++].Value, orders[i].Transform, orders[i].Settings.Precision));
        }

        return networks;
    }

    private TrainingOrder Prepare(EnrolmentOrder order)
    {
        var (references, settings) = (order.References, order.Settings);
        ArgumentNullException.ThrowIfNull(references);
        if (references.Count == 0)
            throw new ArgumentException("There is no reference: give one at least.", nameof(order));
        foreach (var reference in references)
        {
            if (reference.Length != _pack.Cohort.Dimension)
                throw new ArgumentException($"A reference has {reference.Length} values, the cohort's embeddings {_pack.Cohort.Dimension}.", nameof(order));
        }

        var recipe = RecipeBook.Of(settings.Recipe);
        var problem = new TrainingProblem(
            [.. references.Select(reference => (ReadOnlyMemory<float>)UnitVector.Of(reference.Span))],
            _pack.Cohort,
            _pack.Space,
            recipe.Samples(_pack, CohortPartition.Training),
            recipe.Samples(_pack, CohortPartition.Validation),
            settings.Balance,
            _pack.Fit.Tau0);
        return new TrainingOrder(problem, settings.Seed, order.Progress, order.CancellationToken);
    }

    private PooledTail Tail(EnrolmentOrder order)
    {
        ArgumentNullException.ThrowIfNull(order.Settings);
        return _pack.Tails.TryGetValue(order.Settings.Recipe, out var tail) ? tail : throw new RecipeUnavailableException(order.Settings.Recipe);
    }

    private EnrolmentOutcome Calibrate(EnrolmentOrder order, KeyedNetwork network, PooledTail tail, TimeSpan training)
    {
        var start = Stopwatch.GetTimestamp();
        var settings = order.Settings;
        var calibration = SubjectCalibration.Fit(StrangerMargins(network), tail, settings.TargetFalseMatchRate, settings.Shift);
        var template = new ModelTemplate(network.Network, settings.Precision, calibration, _pack.EmbedderHash, _pack.Hash, network.Transform);
        return new EnrolmentOutcome(template, training, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>The margins of the calibration partition, one a photo.</summary>
    internal float[] StrangerMargins(KeyedNetwork network)
    {
        var strangers = RecipeBook.Of(network.Network.Recipe).Faces(_pack).Strangers;
        var margins = new float[strangers.Count];
        network.Margins(strangers, margins);
        return margins;
    }
}
