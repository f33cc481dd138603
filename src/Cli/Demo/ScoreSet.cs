namespace Mote.Cli.Demo;

/// <summary>Scores of both kinds of comparisons, and the bound that decides.</summary>
internal sealed record ScoreSet(double[] Mated, double[] NonMated, double Bound)
{
    public static ScoreSet Of(IEnumerable<Comparison> comparisons, Func<Comparison, double> score, double bound)
    {
        var kinds = comparisons.ToLookup(comparison => comparison.IsMated, score);
        return new ScoreSet([.. kinds[true]], [.. kinds[false]], bound);
    }
}
