using Mote.Recognition.Certification;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities.Ports;

/// <summary>Where networks are made, beside everything else that goes on.</summary>
internal interface ITraining
{
    /// <summary>Trains one subject's network in the coordinates of the transform, and measures it.</summary>
    /// <exception cref="Contracts.Errors.MoteException">Too many enrolments wait already.</exception>
    Task<(ModelTemplate Template, Certificate Certificate)> Train(
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, OrthogonalTransform transform, CertifiedFigures? previous, IProgress<double> progress, CancellationToken cancellationToken);

    /// <summary>Brings a model-template into the coordinates of another transform.</summary>
    /// <exception cref="Contracts.Errors.MoteException">Too many enrolments wait already.</exception>
    Task<ModelTemplate> Rebase(ModelTemplate template, OrthogonalTransform transform, CancellationToken cancellationToken);

    /// <summary>Turns one subject's network away from a face; it answers in the coordinates of another transform then.</summary>
    /// <exception cref="Contracts.Errors.MoteException">Too many enrolments wait already.</exception>
    /// <exception cref="ExclusionException">There is nothing to exclude, or it cannot be done.</exception>
    Task<ExclusionOutcome> Exclude(ModelTemplate template, float[] wrongFace, OrthogonalTransform transform, ulong seed, CancellationToken cancellationToken);
}
