using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Metrics;

/// <summary>
/// How often each person counts: once, or as often as a bootstrap drew them. A comparison of two people counts as often as
/// both were drawn, one with the other (the subjects bootstrap of Bolle, Ratha and Pankanti 2004, "Error analysis of pattern
/// recognition systems: the subsets bootstrap"). Immutable and thread-safe.
/// </summary>
public sealed class SubjectWeights
{
    private readonly double[] _weights;

    private SubjectWeights(double[] weights) => _weights = weights;

    /// <summary>Everybody once.</summary>
    public static SubjectWeights Once(int people)
    {
        var weights = new double[people];
        Array.Fill(weights, 1);
        return new SubjectWeights(weights);
    }

    /// <summary>As many people as there are, drawn with replacement.</summary>
    /// <param name="people">How many.</param>
    /// <param name="seed">The same seed and number draw the same people, so that resamples are paired between recipes.</param>
    /// <param name="resample">The number of the resample.</param>
    public static SubjectWeights Resample(int people, ulong seed, int resample)
    {
        var random = SeededRandom.Create(seed, (uint)resample);
        var weights = new double[people];
        for (var i = 0; i < people; i++)
            weights[random.Next(people)]++;
        return new SubjectWeights(weights);
    }

    /// <summary>How often a person counts.</summary>
    public double Of(int person) => _weights[person];
}
