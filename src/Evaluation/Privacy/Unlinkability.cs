using Mote.Evaluation.Sampling;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Privacy;

/// <summary>
/// Whether templates of one person in two realms can be told to be of one person (Gomez-Barrero, Galbally, Rathgeb and Busch
/// 2018, "General framework to evaluate unlinkability in biometric template protection systems", equal priors):
/// <c>LR(s) = p(s|mated) / p(s|non-mated)</c>, <c>D(s) = 0</c> where <c>LR &lt;= 1</c>, else <c>2 LR / (1 + LR) - 1</c>, and
/// <c>D_sys</c> the integral of <c>p(s|mated) D(s)</c>: 0 unlinkable, 1 linkable.
/// </summary>
/// <param name="Best">The linkage score that links best.</param>
/// <param name="Net">D_sys less <paramref name="Null"/>; about 0, and below as easily as above, where nothing links.</param>
/// <param name="Raw">D_sys as computed: above 0 even without a signal, since bins differ by chance.</param>
/// <param name="Null">The mean of D_sys where subjects of the second realm are permuted.</param>
/// <param name="Scores">Net D_sys of every linkage score.</param>
public sealed record Unlinkability(string Best, double Net, double Raw, double Null, IReadOnlyDictionary<string, double> Scores)
{
    /// <summary>Bins, of equal mass where mated and non-mated scores count alike.</summary>
    public const int Bins = 20;

    private const int Permutations = 50;

    /// <summary>The worst of several linkage scores.</summary>
    internal static Unlinkability Of(IReadOnlyList<LinkageScores> linkages, ulong seed, CancellationToken cancellationToken)
    {
        var measured = linkages.Select(linkage => (linkage.Name, Figures: Measure(linkage, seed, cancellationToken))).ToArray();
        var (name, (raw, luck)) = measured.MaxBy(linkage => linkage.Figures.Raw - linkage.Figures.Null);
        return new Unlinkability(name, raw - luck, raw, luck, measured.ToDictionary(linkage => linkage.Name, linkage => linkage.Figures.Raw - linkage.Figures.Null));
    }

    /// <summary>D_sys of mated and non-mated scores.</summary>
    /// <param name="scores">Ascending.</param>
    /// <param name="isMated">Of each score.</param>
    /// <returns>0 to 1.</returns>
    internal static double DSys(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isMated)
    {
        var mated = 0;
        foreach (var isOne in isMated)
            mated += isOne ? 1 : 0;
        var (matedMass, nonMatedMass) = (1.0 / mated, 1.0 / (scores.Length - mated));

        var (sum, inMated, inNonMated, below) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            if (isMated[i])
                inMated += matedMass;
            else
                inNonMated += nonMatedMass;
            // Equal scores are one score, however the sort put them.
            var isEdge = i == scores.Length - 1
                || (scores[i] != scores[i + 1] && below + (inMated + inNonMated) / 2 >= Math.Floor(below * Bins + 1 + 1e-6) / Bins - 1e-9);
            if (!isEdge)
                continue;
            if (inMated > inNonMated)
                sum += inMated * (inMated - inNonMated) / (inMated + inNonMated);
            below += (inMated + inNonMated) / 2;
            (inMated, inNonMated) = (0, 0);
        }

        return sum;
    }

    private static (double Raw, double Null) Measure(LinkageScores linkage, ulong seed, CancellationToken cancellationToken)
    {
        var columns = linkage.Scores[0].Length;
        float[] scores = [.. linkage.Scores.SelectMany(row => row)];
        int[] pairs = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(scores, pairs);
        var subjects = columns / linkage.Versions;
        // Versions of a person go together in a permutation, since their scores depend on each other.
        var results = new double[Permutations + 1];
        Parallel.For(0, results.Length, new ParallelOptions { CancellationToken = cancellationToken }, permutation =>
        {
            var partners = Enumerable.Range(0, subjects).ToArray();
            if (permutation > 0)
                Shuffling.InPlace<int>(SeededRandom.Create(seed, (uint)permutation), partners);
            var isMated = Array.ConvertAll(pairs, pair => partners[pair / columns / linkage.Versions] == pair % columns / linkage.Versions);
            results[permutation] = DSys(scores, isMated);
        });
        return (results[0], results.Skip(1).Average());
    }
}
