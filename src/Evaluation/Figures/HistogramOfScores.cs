using Mote.Evaluation.Metrics;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Figures;

/// <summary>Counts scores by kind of comparison and attribute group of the reference.</summary>
internal static class HistogramOfScores
{
    private const int Bins = 64;

    // A single far score would leave all others in one bin.
    private const double Cut = 0.0005;

    public static ScoreHistogram Of(ScoreSet scores)
    {
        var low = (double)Math.Min(scores.NonMated[^(1 + (int)(Cut * scores.NonMated.Length))], scores.Mated[0]);
        var high = (double)Math.Max(scores.Mated[^1], scores.NonMated[0]);
        var span = Math.Max(high - low, 1e-9);
        var groups = scores.People.Groups;
        var (mated, nonMated) = (groups.Select(_ => new int[Bins]).ToArray(), groups.Select(_ => new int[Bins]).ToArray());
        for (var i = 0; i < scores.Mated.Length; i++)
            mated[scores.People.GroupOf(scores.MatedPeople[i])][Bin(scores.Mated[i])]++;
        for (var i = 0; i < scores.NonMated.Length; i++)
            nonMated[scores.People.GroupOf(scores.References[i])][Bin(scores.NonMated[i])]++;
        return new ScoreHistogram(low, low + span, ByName(mated), ByName(nonMated));

        int Bin(float score) => Math.Clamp((int)((score - low) / span * Bins), 0, Bins - 1);

        SortedDictionary<string, int[]> ByName(int[][] counts) => new(groups.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second), StringComparer.Ordinal);
    }
}
