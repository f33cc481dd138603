using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Telemetry;
using Mote.Protocol;
using Mote.Recognition.Certification;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Training;
using Certificate = Mote.Recognition.Certification.Certificate;

namespace Mote.Grains.Training;

/// <summary>
/// The one place of a silo where networks are trained, so that enrolments never starve verification. Those
/// whose recipe gains by it and that wait when a place gets free are trained as one batch, which costs less than one after
/// another and gives each the same to the bit. Thread-safe.
/// </summary>
/// <param name="options">How much at once.</param>
/// <param name="figures">What is counted of it.</param>
public sealed class TrainingGate(IOptions<TrainingGateOptions> options, TrainingInstruments figures) : IDisposable
{
    private readonly BoundedWork _work = Watched(new(options.Value.Concurrency, options.Value.QueueLimit, "Training gate"), figures);
    private readonly ConcurrentDictionary<NetworkTraining, WaitingEnrolments> _waiting = [];

    /// <summary>How many networks or batches of them are being trained, and how many enrolments wait.</summary>
    public WorkLoad Load => _work.Load;

    /// <summary>Waits for a place, trains one subject's network, and measures it.</summary>
    /// <param name="training">Trains and measures; what waits is trained with others of the same.</param>
    /// <param name="order">The enrolment.</param>
    /// <param name="previous">The figures of the model-template it replaces; null for none.</param>
    /// <exception cref="MoteException">Too many enrolments wait already, or the recipe cannot be had here (<see cref="ProblemCode.RecipeUnavailable"/>).</exception>
    internal async Task<(ModelTemplate Template, Certificate Certificate)> Train(NetworkTraining training, EnrolmentOrder order, CertifiedFigures? previous)
    {
        using var span = TrainingInstruments.Source.StartActivity("train");
        span?.SetTag(Tags.Recipe, RecipeName.Of(order.Settings.Recipe));
        using var enrolment = new PendingEnrolment(order, previous);
        // What is trained alone may take seconds: nobody should wait for somebody else's.
        if (!RecipeBook.Of(order.Settings.Recipe).Trainer.TrainsTogether)
        {
            await _work.Run(() => Serve(training, [enrolment]), lasting: true, order.CancellationToken);
            return await enrolment.Completion;
        }

        var waiting = _waiting.GetOrAdd(training, _ => new WaitingEnrolments(options.Value.BatchSize, options.Value.Concurrency));
        waiting.Add(enrolment);
        try
        {
            await _work.Run(() => Serve(training, waiting.Take(enrolment)), lasting: true, enrolment.Queue);
        }
        catch
        {
            // Whoever was taken along has lost a turn and needs none.
            if (waiting.Remove(enrolment))
                throw;
        }

        return await enrolment.Completion;
    }

    /// <summary>Waits for a place and measures what an enrolment would give, without keeping anything of it.</summary>
    /// <param name="training">Trains and measures.</param>
    /// <param name="reference">The embedding of the one photo.</param>
    /// <param name="settings">How to train.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">Too many enrolments wait already.</exception>
    public Task<Certificate> Try(NetworkTraining training, float[] reference, EnrolmentSettings settings, CancellationToken cancellationToken) =>
        _work.Run(
            () => Available(() => training.Certifier.Certify(training.Enroller.Enrol([reference], settings, null, cancellationToken).Template, reference, settings.Seed, null)),
            lasting: true,
            cancellationToken);

    /// <summary>Waits for a place and brings a model-template into the coordinates of another transform.</summary>
    /// <exception cref="MoteException">Too many enrolments wait already.</exception>
    internal Task<ModelTemplate> Rebase(NetworkTraining training, ModelTemplate template, OrthogonalTransform transform, CancellationToken cancellationToken) =>
        _work.Run(() => training.Enroller.Rebase(template, transform), lasting: true, cancellationToken);

    /// <summary>Waits for a place and turns one subject's network away from a face; it answers in the coordinates of another transform then.</summary>
    /// <exception cref="MoteException">Too many enrolments wait already.</exception>
    /// <exception cref="ExclusionException">There is nothing to exclude, or it cannot be done.</exception>
    internal Task<ExclusionOutcome> Exclude(NetworkTraining training, ModelTemplate template, float[] wrongFace, OrthogonalTransform transform, ulong seed, CancellationToken cancellationToken) =>
        _work.Run(
            () =>
            {
                var outcome = training.Exclusion.Exclude(template, wrongFace, seed, cancellationToken);
                return outcome with { Template = training.Enroller.Rebase(outcome.Template, transform) };
            },
            lasting: true,
            cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _work.Dispose();

    /// <summary>Trains a batch, then measures one after another and lets each go.</summary>
    /// <returns>How many there were.</returns>
    private int Serve(NetworkTraining training, IReadOnlyList<PendingEnrolment> batch)
    {
        // Whoever was taken along finds nobody left at its own turn.
        if (batch is [])
            return 0;
        var since = Stopwatch.GetTimestamp();
        foreach (var enrolment in batch)
            figures.Waited(enrolment.Since);
        try
        {
            var outcomes = training.Enroller.Enrol([.. batch.Select(enrolment => enrolment.Order)]);
            foreach (var (enrolment, outcome) in batch.Zip(outcomes))
                enrolment.Complete(() => Available(() => Certified(training.Certifier, enrolment, outcome.Value.Template)));
        }
        catch (Exception failure)
        {
            // What no enrolment threw of itself, such as want of memory, all of them must hear of.
            foreach (var enrolment in batch)
                enrolment.Complete(() => throw failure);
        }

        figures.Trained(batch[0].Order.Settings.Recipe, batch.Count, since);
        return batch.Count;
    }

    private static BoundedWork Watched(BoundedWork work, TrainingInstruments figures)
    {
        figures.Watch(() => work.Load);
        return work;
    }

    /// <summary>A recipe that cannot be had here is a refusal that the caller can act on.</summary>
    private static T Available<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception unavailable) when (unavailable is RecipeUnavailableException or TorchUnavailableException)
        {
            throw new MoteException(ProblemCode.RecipeUnavailable, unavailable.Message);
        }
    }

    private static (ModelTemplate Template, Certificate Certificate) Certified(Certifier certifier, PendingEnrolment enrolment, ModelTemplate template)
    {
        var order = enrolment.Order;
        order.CancellationToken.ThrowIfCancellationRequested();
        return (template, certifier.Certify(template, MeanReference.Of(order.References), order.Settings.Seed, enrolment.Previous));
    }
}
