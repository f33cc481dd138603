using Mote.Recognition.Certification;

namespace Mote.Evaluation.Metrics;

/// <summary>
/// False-match and false non-match rates at one threshold (ISO/IEC 19795-1), for everybody and by attribute group
/// (ISO/IEC 19795-10). A score of the threshold is accepted. Immutable.
/// </summary>
public sealed class ErrorRates
{
    private readonly double[] _mated;
    private readonly double[] _rejected;
    private readonly double[,] _nonMated;
    private readonly double[,] _accepted;

    private ErrorRates(float threshold, double[] mated, double[] rejected, double[,] nonMated, double[,] accepted) =>
        (Threshold, _mated, _rejected, _nonMated, _accepted) = (threshold, mated, rejected, nonMated, accepted);

    /// <summary>Accept at or above it.</summary>
    public float Threshold { get; }

    /// <summary>Mated comparisons rejected.</summary>
    public double FalseNonMatches => _rejected.Sum();

    /// <summary>Non-mated comparisons accepted.</summary>
    public double FalseMatches => _accepted.Cast<double>().Sum();

    /// <summary>Mated comparisons, and how many were rejected; of everybody once.</summary>
    public ErrorCount NonMatches => Count(FalseNonMatches, _mated.Sum());

    /// <summary>Non-mated comparisons, and how many were accepted; of everybody once.</summary>
    public ErrorCount Matches => Count(FalseMatches, _nonMated.Cast<double>().Sum());

    /// <summary>The share of mated comparisons rejected.</summary>
    public double Fnmr => FalseNonMatches / _mated.Sum();

    /// <summary>The share of non-mated comparisons accepted.</summary>
    public double Fmr => FalseMatches / _nonMated.Cast<double>().Sum();

    /// <summary>The share of a group's mated comparisons rejected; null of none.</summary>
    public double? FnmrOf(int group) => Share(_rejected[group], _mated[group]);

    /// <summary>Reading (a): references of the group against probes of everybody else, the share accepted; null of none.</summary>
    public double? FmrOf(int group) => Share(Row(_accepted, group), Row(_nonMated, group));

    /// <summary>Reading (b): references of the group against probes of others of the group, the share accepted; null of none.</summary>
    public double? FmrWithin(int group) => Share(_accepted[group, group], _nonMated[group, group]);

    /// <summary>The comparisons behind <see cref="FnmrOf"/>.</summary>
    public ErrorCount NonMatchesOf(int group) => Count(_rejected[group], _mated[group]);

    /// <summary>The comparisons behind <see cref="FmrOf"/>.</summary>
    public ErrorCount MatchesOf(int group) => Count(Row(_accepted, group), Row(_nonMated, group));

    /// <summary>The comparisons behind <see cref="FmrWithin"/>.</summary>
    public ErrorCount MatchesWithin(int group) => Count(_accepted[group, group], _nonMated[group, group]);

    /// <summary>Counts errors at a threshold.</summary>
    /// <param name="scores">The comparisons.</param>
    /// <param name="threshold">Accept at or above it.</param>
    /// <param name="weights">How often each person counts.</param>
    public static ErrorRates At(ScoreSet scores, float threshold, SubjectWeights weights)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(weights);
        var people = scores.People;
        var (mated, nonMated) = ComparisonCounts.Of(scores, weights);
        var rejected = new double[people.Groups.Count];
        var accepted = new double[people.Groups.Count, people.Groups.Count];
        for (var i = 0; i < scores.Mated.Length && scores.Mated[i] < threshold; i++)
            rejected[people.GroupOf(scores.MatedPeople[i])] += weights.Of(scores.MatedPeople[i]);
        for (var i = 0; i < scores.NonMated.Length && scores.NonMated[i] >= threshold; i++)
        {
            var (reference, probe) = (scores.References[i], scores.Probes[i]);
            accepted[people.GroupOf(reference), people.GroupOf(probe)] += weights.Of(reference) * weights.Of(probe);
        }

        return new ErrorRates(threshold, mated, rejected, nonMated, accepted);
    }

    private static double Row(double[,] table, int row) => Enumerable.Range(0, table.GetLength(1)).Sum(column => table[row, column]);

    private static ErrorCount Count(double errors, double trials) => new((int)errors, (int)trials);

    private static double? Share(double part, double of) => of > 0 ? part / of : null;
}
