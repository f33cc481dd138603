using Microsoft.Extensions.Options;
using Mote.Recognition.Certification;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Protection;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Templates;
using Mote.Recognition.Training;

namespace Mote.Grains.Training;

/// <summary>The one place of a silo where networks are trained, so that enrolments never starve verification. Thread-safe.</summary>
internal sealed class TrainingGate(
    Enroller enroller, Certifier certifier, INetworkExclusion exclusion, IOptions<TrainingGateOptions> options) : IDisposable
{
    private readonly BoundedWork _work = new(options.Value.Concurrency, options.Value.QueueLimit, "Training gate");

    /// <summary>How many networks are being trained, and how many enrolments wait.</summary>
    public WorkLoad Load => _work.Load;

    /// <summary>Waits for a place, trains one subject's network in the coordinates of the transform, and measures it.</summary>
    /// <exception cref="Abstractions.Errors.MoteException">Too many enrolments wait already.</exception>
    public Task<(ModelTemplate Template, Certificate Certificate)> Train(
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, OrthogonalTransform transform, CertifiedFigures? previous, IProgress<double> progress, CancellationToken cancellationToken) =>
        _work.Run(
            () =>
            {
                var template = enroller.Enrol(references, settings, transform, progress, cancellationToken).Template;
                return (template, certifier.Certify(template, MeanReference.Of(references), settings.Seed, previous));
            },
            lasting: true,
            cancellationToken);

    /// <summary>Waits for a place and measures what an enrolment would give, without keeping anything of it.</summary>
    /// <exception cref="Abstractions.Errors.MoteException">Too many enrolments wait already.</exception>
    public Task<Certificate> Try(float[] reference, EnrolmentSettings settings, CancellationToken cancellationToken) =>
        _work.Run(
            () => certifier.Certify(enroller.Enrol([reference], settings, null, cancellationToken).Template, reference, settings.Seed, null),
            lasting: true,
            cancellationToken);

    /// <summary>Waits for a place and brings a model-template into the coordinates of another transform.</summary>
    /// <exception cref="Abstractions.Errors.MoteException">Too many enrolments wait already.</exception>
    public Task<ModelTemplate> Rebase(ModelTemplate template, OrthogonalTransform transform, CancellationToken cancellationToken) =>
        _work.Run(() => enroller.Rebase(template, transform), lasting: true, cancellationToken);

    /// <summary>Waits for a place and turns one subject's network away from a face; it answers in the coordinates of another transform then.</summary>
    /// <exception cref="Abstractions.Errors.MoteException">Too many enrolments wait already.</exception>
    /// <exception cref="ExclusionException">There is nothing to exclude, or it cannot be done.</exception>
    public Task<ExclusionOutcome> Exclude(ModelTemplate template, float[] wrongFace, OrthogonalTransform transform, ulong seed, CancellationToken cancellationToken) =>
        _work.Run(
            () =>
            {
                var outcome = exclusion.Exclude(enroller.Rebase(template, null), wrongFace, seed, cancellationToken);
                return outcome with { Template = enroller.Rebase(outcome.Template, transform) };
            },
            lasting: true,
            cancellationToken);

    public void Dispose() => _work.Dispose();
}
