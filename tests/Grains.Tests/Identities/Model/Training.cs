using Mote.Grains.Identities.Ports;
using Mote.Recognition.Certification;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Templates;

namespace Mote.Grains.Tests.Identities.Model;

/// <summary>Networks that were trained beforehand, brought into the coordinates that are asked for.</summary>
internal sealed class Training(World world) : ITraining
{
    public async Task<(ModelTemplate Template, Certificate Certificate)> Train(
        IReadOnlyList<ReadOnlyMemory<float>> references, EnrolmentSettings settings, OrthogonalTransform transform, CertifiedFigures? previous, IProgress<double> progress, CancellationToken cancellationToken)
    {
        await world.Pause();
        cancellationToken.ThrowIfCancellationRequested();
        var person = Enumerable.Range(0, People.Count).First(one => People.Face(one).AsSpan().SequenceEqual(references[0].Span));
        var (template, certificate) = People.Network(person);
        return (People.Enroller.Rebase(template, transform), certificate with { Previous = previous });
    }

    public async Task<ModelTemplate> Rebase(ModelTemplate template, OrthogonalTransform transform, CancellationToken cancellationToken)
    {
        await world.Pause();
        return People.Enroller.Rebase(template, transform);
    }

    public async Task<ExclusionOutcome> Exclude(ModelTemplate template, float[] wrongFace, OrthogonalTransform transform, ulong seed, CancellationToken cancellationToken)
    {
        await world.Pause();
        var certificate = Certificate.Parse(template.Certificate.Span);
        var face = new WrongFace(People.Rate, 0, certificate.Figures.Samples);
        return new ExclusionOutcome(People.Enroller.Rebase(template, transform), certificate with { Previous = certificate.Figures }, face, face, 0);
    }
}
