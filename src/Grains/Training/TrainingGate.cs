using Microsoft.Extensions.Options;
using Mote.Recognition.Certification;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Templates;

namespace Mote.Grains.Training;

/// <summary>The one place of a silo where networks are trained, so that enrolments never starve verification. Thread-safe.</summary>
internal sealed class TrainingGate(
    Enroller enroller, Certifier certifier, INetworkExclusion exclusion, IOptions<TrainingGateOptions> options) : IDisposable
{
    private readonly BoundedWork _work = new(options.Value.Concurrency, options.Value.QueueLimit, "Training gate");

    /// <summary>Waits for a place, trains one subject's network and measures it.</summary>
    /// <exception cref="Abstractions.Errors.MoteException">Too many enrolments wait already.</exception>
    public Task<(ModelTemplate Template, Certificate Certificate)> Train(
        float[] reference, EnrolmentSettings settings, CertifiedFigures? previous, IProgress<double> progress, CancellationToken cancellationToken) =>
        _work.Run(
            () =>
            {
                var template = enroller.Enrol(reference, settings, progress, cancellationToken).Template;
                return (template, certifier.Certify(template, reference, settings.Seed, previous));
            },
            lasting: true,
            cancellationToken);

    /// <summary>Waits for a place and turns one subject's network away from a face.</summary>
    /// <exception cref="Abstractions.Errors.MoteException">Too many enrolments wait already.</exception>
    /// <exception cref="ExclusionException">There is nothing to exclude, or it cannot be done.</exception>
    public Task<ExclusionOutcome> Exclude(ModelTemplate template, float[] wrongFace, ulong seed, CancellationToken cancellationToken) =>
        _work.Run(() => exclusion.Exclude(template, wrongFace, seed, cancellationToken), lasting: true, cancellationToken);

    public void Dispose() => _work.Dispose();
}
