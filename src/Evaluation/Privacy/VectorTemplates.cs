using System.Numerics.Tensors;
using Mote.Recognition.Training;

namespace Mote.Evaluation.Privacy;

/// <summary>Plain vector templates, the reference row: the embedding itself, compared by cosine, whose services commonly tell the score.</summary>
/// <param name="threshold">The cosine that is accepted.</param>
public sealed class VectorTemplates(double threshold) : ITemplateSource
{
    /// <inheritdoc/>
    public string Name => "vector";

    /// <inheritdoc/>
    public bool IsKeyed => false;

    /// <inheritdoc/>
    public float[] See(float[] embedding) => embedding;

    /// <inheritdoc/>
    public AuditedTemplate Enrol(AuditedSubject subject, int realm, int version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var reference = subject.Reference;
        var network = SingleUnitTrainer.Of([.. reference], offset: 0);
        var held = new HeldTemplate(network, reference.Length);
        return new AuditedTemplate(held, new OpenedTemplate(held, [], Ask));

        ApiAnswer Ask(float[] embedding)
        {
            var cosine = TensorPrimitives.Dot<float>(reference, embedding);
            return new ApiAnswer(cosine >= threshold, cosine);
        }
    }
}
