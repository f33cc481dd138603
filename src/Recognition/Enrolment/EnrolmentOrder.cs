using Mote.Recognition.Protection.Transform;

namespace Mote.Recognition.Enrolment;

/// <summary>One subject to enrol.</summary>
/// <param name="References">The embeddings of one photo or several, each of d values; not kept.</param>
/// <param name="Settings">How.</param>
/// <param name="Transform">The subject's secret transform; null for none, which is for evaluations.</param>
/// <param name="Progress">Told how far this subject's training has come, 0 to 1; may be null.</param>
/// <param name="CancellationToken">Stops this subject between two steps, and nobody else.</param>
public sealed record EnrolmentOrder(
    IReadOnlyList<ReadOnlyMemory<float>> References, EnrolmentSettings Settings, OrthogonalTransform? Transform, IProgress<double>? Progress, CancellationToken CancellationToken)
{
    /// <summary>Says how and nothing of the face.</summary>
    public override string ToString() => $"{References.Count} references, {Settings.Recipe}";
}
