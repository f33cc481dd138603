namespace Mote.Evaluation.Metrics;

/// <summary>
/// Scores of mated and non-mated comparisons, each with its people, sorted once so that every threshold and every resample
/// of the subjects is a short walk from one end. Immutable and thread-safe.
/// </summary>
public sealed class ScoreSet
{
    private readonly float[] _mated;
    private readonly int[] _matedPeople;
    private readonly float[] _nonMated;
    private readonly int[] _references;
    private readonly int[] _probes;
    private readonly int[] _enrolled;
    private readonly int[] _probesOf;

    private ScoreSet(ScoreMatrix scores, float[] mated, int[] matedPeople, float[] nonMated, int[] references, int[] probes)
    {
        People = scores.People;
        (_mated, _matedPeople, _nonMated, _references, _probes) = (mated, matedPeople, nonMated, references, probes);
        _enrolled = scores.References.ToArray();
        _probesOf = new int[People.Count];
        foreach (var person in scores.Probes)
            _probesOf[person]++;
    }

    /// <summary>Everybody who is enrolled or probed.</summary>
    public Population People { get; }

    /// <summary>Scores of mated comparisons, rising.</summary>
    public ReadOnlySpan<float> Mated => _mated;

    /// <summary>The person of each mated comparison.</summary>
    public ReadOnlySpan<int> MatedPeople => _matedPeople;

    /// <summary>Scores of non-mated comparisons, falling.</summary>
    public ReadOnlySpan<float> NonMated => _nonMated;

    /// <summary>The enrolled person of each non-mated comparison.</summary>
    public ReadOnlySpan<int> References => _references;

    /// <summary>The person on the probe of each non-mated comparison.</summary>
    public ReadOnlySpan<int> Probes => _probes;

    /// <summary>Everybody who is enrolled.</summary>
    public ReadOnlySpan<int> Enrolled => _enrolled;

    /// <summary>How many probes there are of each person.</summary>
    public ReadOnlySpan<int> ProbesOf => _probesOf;

    /// <summary>Sorts the comparisons of a matrix.</summary>
    /// <exception cref="ArgumentException">There are no comparisons of a kind.</exception>
    public static ScoreSet Of(ScoreMatrix scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var mated = 0;
        foreach (var reference in scores.References)
            mated += scores.Probes.Count(reference);
        var nonMated = scores.References.Length * scores.Probes.Length - mated;
        if (mated == 0 || nonMated == 0)
            throw new ArgumentException("A score set needs mated and non-mated comparisons.", nameof(scores));

        var (own, ownPeople) = (new float[mated], new int[mated]);
        // Negated, so that sorting upwards leaves the highest in front.
        var (others, pairs) = (new float[nonMated], new (int Reference, int Probe)[nonMated]);
        var (m, n) = (0, 0);
        for (var row = 0; row < scores.References.Length; row++)
        {
            var reference = scores.References[row];
            var values = scores[row];
            for (var probe = 0; probe < values.Length; probe++)
            {
                var person = scores.Probes[probe];
                if (person == reference)
                    (own[m], ownPeople[m++]) = (values[probe], person);
                else
                    (others[n], pairs[n++]) = (-values[probe], (reference, person));
            }
        }

        Array.Sort(own, ownPeople);
        Array.Sort(others, pairs);
        return new ScoreSet(
            scores, own, ownPeople, Array.ConvertAll(others, score => -score), Array.ConvertAll(pairs, pair => pair.Reference), Array.ConvertAll(pairs, pair => pair.Probe));
    }
}
