using System.Numerics.Tensors;
using Mote.Evaluation.Privacy;

namespace Mote.Evaluation.Tests.Privacy;

/// <summary>Single units, each turned by a rotation of its own; on request with an offset that tells the group, as no rotation hides.</summary>
internal sealed class TurnedTemplates(double threshold, float leak = 0) : ITemplateSource
{
    public string Name => "turned";

    public bool IsKeyed => true;

    public float[] See(float[] embedding) => embedding;

    public AuditedTemplate Enrol(AuditedSubject subject, int realm, int version, CancellationToken cancellationToken)
    {
        var network = Networks.SingleUnit(subject.Reference, -0.25f - leak * subject.Group);
        var rotation = new HaarRotation(subject.Reference.Length, StableSeed.Of(3, subject.Name, realm, version));
        return new AuditedTemplate(
            Networks.Held(rotation.Turn(network)),
            new OpenedTemplate(Networks.Held(network), [], face => new ApiAnswer(TensorPrimitives.Dot<float>(face, subject.Reference) >= threshold, null)));
    }
}
