using Mote.Recognition.Cohorts;
using Mote.Recognition.Spaces;
using Mote.Recognition.Synthesis;

namespace Mote.Recognition.Training;

/// <summary>What a network is trained from: references, the cohort, and synthetic samples of the person.</summary>
/// <param name="References">The enrolled embeddings, one or several, each of d values, L2-normalised.</param>
/// <param name="Cohort">The background people.</param>
/// <param name="Space">Where faces lie among them.</param>
/// <param name="Genuine">Draws synthetic genuine samples to train on.</param>
/// <param name="ValidationGenuine">Draws those that decide when to stop.</param>
/// <param name="Balance">The share of samples, or of their weight, of the first attribute group, 0 to 1.</param>
/// <param name="Tau0">The cosine that nearly all pairs of different people stay below.</param>
public sealed record TrainingProblem(
    IReadOnlyList<ReadOnlyMemory<float>> References,
    Cohort Cohort,
    FaceSpace Space,
    IGenuineSampler Genuine,
    IGenuineSampler ValidationGenuine,
    double Balance,
    float Tau0)
{
    /// <summary>Says what is trained from and nothing of the face.</summary>
    public override string ToString() => $"{References.Count} references of {Cohort.Dimension} values and {Cohort.Training.Count} cohort photos";
}
