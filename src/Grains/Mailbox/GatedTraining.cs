using Mote.Grains.Identities.Ports;
using Mote.Grains.Training;
using Mote.Recognition.Certification;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Templates;

namespace Mote.Grains.Mailbox;

/// <summary>Networks of a realm's cohort, made where all of a silo are.</summary>
internal sealed class GatedTraining(TrainingGate gate, NetworkTraining training) : ITraining
{
    public Task<(ModelTemplate Template, Certificate Certificate)> Train(
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, OrthogonalTransform transform, CertifiedFigures? previous, IProgress<double> progress, CancellationToken cancellationToken) =>
        gate.Train(training, new EnrolmentOrder(references, settings, transform, progress, cancellationToken), previous);

    public Task<ModelTemplate> Rebase(ModelTemplate template, OrthogonalTransform transform, CancellationToken cancellationToken) =>
        gate.Rebase(training, template, transform, cancellationToken);

    public Task<ExclusionOutcome> Exclude(ModelTemplate template, float[] wrongFace, OrthogonalTransform transform, ulong seed, CancellationToken cancellationToken) =>
        gate.Exclude(training, template, wrongFace, transform, seed, cancellationToken);
}
