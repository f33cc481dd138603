using Mote.Recognition.Cohorts;
using Mote.Recognition.Synthesis;

namespace Mote.Recognition.Training;

/// <summary>What a network is trained from: one reference, the cohort, and synthetic samples of the person.</summary>
/// <param name="Reference">The enrolled embedding, d values, L2-normalised.</param>
/// <param name="Cohort">The background people.</param>
/// <param name="Genuine">Draws synthetic genuine samples to train on.</param>
/// <param name="ValidationGenuine">Draws those that decide when to stop.</param>
/// <param name="Balance">The share of samples drawn from the first attribute group, 0 to 1.</param>
/// <param name="Tau0">The cosine that nearly all pairs of different people stay below.</param>
public sealed record TrainingProblem(
    ReadOnlyMemory<float> Reference,
    Cohort Cohort,
    IGenuineSampler Genuine,
    IGenuineSampler ValidationGenuine,
    double Balance,
    float Tau0)
{
    /// <summary>Says what is trained from and nothing of the face.</summary>
    public override string ToString() => $"one reference of {Reference.Length} values and {Cohort.Training.Count} cohort photos";
}
