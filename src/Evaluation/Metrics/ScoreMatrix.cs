namespace Mote.Evaluation.Metrics;

/// <summary>
/// The scores of every probe against every enrolled person: all ordered pairs, since a model-template is asymmetric.
/// Immutable and thread-safe.
/// </summary>
public sealed class ScoreMatrix
{
    private readonly int[] _references;
    private readonly int[] _probes;
    private readonly float[][] _rows;

    /// <summary>Takes ownership of the arrays.</summary>
    /// <param name="people">Everybody who is enrolled or probed.</param>
    /// <param name="references">The enrolled person of each row; nobody has two.</param>
    /// <param name="probes">The person of each column.</param>
    /// <param name="rows">The scores of each enrolled person, one a probe; larger is surer.</param>
    /// <exception cref="ArgumentException">The numbers differ, a person is enrolled twice, or a score is not a number.</exception>
    public ScoreMatrix(Population people, int[] references, int[] probes, float[][] rows)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(probes);
        ArgumentNullException.ThrowIfNull(rows);
        if (references.Length != rows.Length || rows.Any(row => row.Length != probes.Length))
            throw new ArgumentException($"{references.Length} references and {probes.Length} probes need that many rows and columns of scores.", nameof(rows));
        if (references.Distinct().Count() != references.Length)
            throw new ArgumentException("Each person is enrolled once.", nameof(references));
        if (rows.Any(row => row.Any(float.IsNaN)))
            throw new ArgumentException("A score is a number.", nameof(rows));

        People = people;
        _references = references;
        _probes = probes;
        _rows = rows;
    }

    /// <summary>Everybody who is enrolled or probed.</summary>
    public Population People { get; }

    /// <summary>The enrolled person of each row.</summary>
    public ReadOnlySpan<int> References => _references;

    /// <summary>The person of each column.</summary>
    public ReadOnlySpan<int> Probes => _probes;

    /// <summary>The scores of one enrolled person.</summary>
    public ReadOnlySpan<float> this[int row] => _rows[row];

    /// <summary>The same comparisons with every row's scores changed.</summary>
    /// <param name="map">Gives the new score from the row and the score; must not fall where the score rises.</param>
    public ScoreMatrix Map(Func<int, float, float> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new ScoreMatrix(People, _references, _probes, [.. _rows.Select((scores, row) => Array.ConvertAll(scores, score => map(row, score)))]);
    }
}
