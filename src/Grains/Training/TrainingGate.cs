using Microsoft.Extensions.Options;
using Mote.Recognition.Enrolment;

namespace Mote.Grains.Training;

/// <summary>The one place of a silo where networks are trained, so that enrolments never starve verification. Thread-safe.</summary>
internal sealed class TrainingGate(Enroller enroller, IOptions<TrainingGateOptions> options) : IDisposable
{
    private readonly BoundedWork _work = new(options.Value.Concurrency, options.Value.QueueLimit, "Training gate");

    /// <summary>Waits for a place and trains one subject's network.</summary>
    /// <exception cref="Abstractions.Errors.MoteException">Too many enrolments wait already.</exception>
    public Task<EnrolmentOutcome> Train(
        float[] reference, EnrolmentSettings settings, IProgress<double> progress, CancellationToken cancellationToken) =>
        _work.Run(() => enroller.Enrol([reference], settings, progress, cancellationToken), lasting: true, cancellationToken);

    public void Dispose() => _work.Dispose();
}
