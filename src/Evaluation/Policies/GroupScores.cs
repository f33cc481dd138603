using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Policies;

/// <summary>Scores by the attribute group of the reference, sorted, so that thresholds of groups are found without sorting again.</summary>
internal sealed class GroupScores
{
    private readonly float[][] _mated;
    private readonly float[][] _nonMated;

    /// <param name="scores">Scores of people of every group.</param>
    public GroupScores(ScoreMatrix scores)
    {
        var set = ScoreSet.Of(scores);
        Groups = set.People.Groups;
        var (mated, nonMated) = (Groups.Select(_ => new List<float>()).ToArray(), Groups.Select(_ => new List<float>()).ToArray());
        for (var i = 0; i < set.Mated.Length; i++)
            mated[set.People.GroupOf(set.MatedPeople[i])].Add(set.Mated[i]);
        for (var i = 0; i < set.NonMated.Length; i++)
            nonMated[set.People.GroupOf(set.References[i])].Add(set.NonMated[i]);
        (_mated, _nonMated) = ([.. mated.Select(list => list.ToArray())], [.. nonMated.Select(list => list.ToArray())]);
    }

    /// <summary>The names of the groups.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Whether every group has comparisons of both kinds.</summary>
    public bool IsComplete => _mated.All(scores => scores.Length > 0) && _nonMated.All(scores => scores.Length > 0);

    /// <summary>The smallest threshold of a group whose own FMR is not above a rate.</summary>
    public double ThresholdAtFmr(int group, double fmr) => Threshold([_nonMated[group]], [0], fmr);

    /// <summary>The largest threshold of a group whose own FNMR is not above a rate.</summary>
    public double ThresholdAtFnmr(int group, double fnmr) => _mated[group][Math.Min(_mated[group].Length - 1, (int)(fnmr * _mated[group].Length))];

    /// <summary>Every FNMR that some group can have, rising.</summary>
    public double[] FnmrLevels() => [.. _mated.SelectMany(scores => Enumerable.Range(0, scores.Length).Select(rejected => (double)rejected / scores.Length)).Distinct().Order()];

    /// <summary>The smallest threshold of all groups together whose pooled FMR is not above a rate, each group's scores shifted.</summary>
    public double PooledThreshold(IReadOnlyList<double> shifts, double fmr) => Threshold(_nonMated, shifts, fmr);

    /// <summary>FMR and FNMR of each group at a threshold, its scores shifted.</summary>
    public (double[] Fmr, double[] Fnmr) Rates(IReadOnlyList<double> shifts, double threshold) => (
        [.. _nonMated.Select((scores, group) => (double)Leading(scores, score => score + shifts[group] >= threshold) / scores.Length)],
        [.. _mated.Select((scores, group) => (double)Leading(scores, score => score + shifts[group] < threshold) / scores.Length)]);

    /// <summary>The pooled FMR where each group has a threshold of its own.</summary>
    public double PooledFmr(IReadOnlyList<double> thresholds) =>
        _nonMated.Select((scores, group) => (double)Leading(scores, score => score >= thresholds[group])).Sum() / _nonMated.Sum(scores => scores.Length);

    /// <summary>Walks down all falling lists at once until too many are accepted.</summary>
    private static double Threshold(float[][] falling, IReadOnlyList<double> shifts, double fmr)
    {
        var most = (int)(fmr * falling.Sum(scores => scores.Length));
        var at = new int[falling.Length];
        var last = double.PositiveInfinity;
        for (var accepted = 0; accepted <= most; accepted++)
        {
            var highest = -1;
            for (var list = 0; list < falling.Length; list++)
            {
                if (at[list] < falling[list].Length && (highest < 0 || Next(list) > Next(highest)))
                    highest = list;
            }

            if (highest < 0)
                return last;
            last = Next(highest);
            at[highest]++;
        }

        return Math.BitIncrement(last);

        double Next(int list) => falling[list][at[list]] + shifts[list];
    }

    /// <summary>How many elements in front meet a condition that none behind them meets.</summary>
    private static int Leading(float[] scores, Func<float, bool> meets)
    {
        var (low, high) = (0, scores.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (meets(scores[middle]))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
