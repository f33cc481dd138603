using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Tests.Metrics;

/// <summary>The metrics once more, straight from their definitions and from unsorted comparisons: slow, and independent of the product.</summary>
internal sealed class Naive
{
    private readonly List<(int Reference, int Probe, float Score, double Weight)> _comparisons = [];
    private readonly Population _people;

    public Naive(ScoreMatrix scores, Func<int, double> weight)
    {
        _people = scores.People;
        for (var row = 0; row < scores.References.Length; row++)
        {
            for (var column = 0; column < scores.Probes.Length; column++)
            {
                var (reference, probe) = (scores.References[row], scores.Probes[column]);
                _comparisons.Add((reference, probe, scores[row][column], reference == probe ? weight(reference) : weight(reference) * weight(probe)));
            }
        }
    }

    public double Fmr(float threshold, Func<int, int, bool>? of = null) => Share(comparison => comparison.Reference != comparison.Probe && (of?.Invoke(comparison.Reference, comparison.Probe) ?? true), score => score >= threshold);

    public double Fnmr(float threshold, Func<int, int, bool>? of = null) => Share(comparison => comparison.Reference == comparison.Probe && (of?.Invoke(comparison.Reference, comparison.Probe) ?? true), score => score < threshold);

    public int GroupOf(int person) => _people.GroupOf(person);

    /// <summary>FMR reached and FNMR at the smallest threshold with FMR at most f: just above every score, and below them all, is tried.</summary>
    public (double Fmr, double Fnmr) AtFmr(double f)
    {
        var threshold = _comparisons.Select(comparison => comparison.Score).SelectMany(score => new[] { score, MathF.BitIncrement(score) }).Where(candidate => Fmr(candidate) <= f).Min();
        return (Fmr(threshold), Fnmr(threshold));
    }

    private double Share(Func<(int Reference, int Probe), bool> counts, Func<float, bool> isError)
    {
        var (errors, all) = (0.0, 0.0);
        foreach (var (reference, probe, score, weight) in _comparisons)
        {
            if (!counts((reference, probe)))
                continue;
            all += weight;
            errors += isError(score) ? weight : 0;
        }

        return errors / all;
    }
}
