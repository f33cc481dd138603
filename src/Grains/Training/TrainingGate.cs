using Microsoft.Extensions.Options;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Protection;
using Mote.Recognition.Templates;

namespace Mote.Grains.Training;

/// <summary>The one place of a silo where networks are trained, so that enrolments never starve verification. Thread-safe.</summary>
internal sealed class TrainingGate(Enroller enroller, IOptions<TrainingGateOptions> options) : IDisposable
{
    private readonly BoundedWork _work = new(options.Value.Concurrency, options.Value.QueueLimit, "Training gate");

    /// <summary>Waits for a place and trains one subject's network, in the coordinates of the transform.</summary>
    /// <exception cref="Abstractions.Errors.MoteException">Too many enrolments wait already.</exception>
    public Task<EnrolmentOutcome> Train(
        float[] reference, EnrolmentSettings settings, OrthogonalTransform transform, IProgress<double> progress, CancellationToken cancellationToken) =>
        _work.Run(() => enroller.Enrol([reference], settings, transform, progress, cancellationToken), lasting: true, cancellationToken);

    /// <summary>Waits for a place and brings a model-template into the coordinates of another transform.</summary>
    /// <exception cref="Abstractions.Errors.MoteException">Too many enrolments wait already.</exception>
    public Task<ModelTemplate> Rebase(ModelTemplate template, OrthogonalTransform transform, CancellationToken cancellationToken) =>
        _work.Run(() => enroller.Rebase(template, transform), lasting: true, cancellationToken);

    public void Dispose() => _work.Dispose();
}
