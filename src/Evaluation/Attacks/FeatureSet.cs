namespace Mote.Evaluation.Attacks;

/// <summary>
/// What an attacker computed of each person, standardised: every feature has mean 0 and deviation 1 over all people, since
/// whoever has the records of all needs no label for that. Features that are the same for everybody are left out. Immutable
/// and thread-safe.
/// </summary>
public sealed class FeatureSet
{
    private readonly Lazy<float[][]> _gram;
    private readonly Lazy<float[][]> _principal;
    private readonly Lazy<double[][]> _coordinates;

    /// <summary>Standardises features.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="rows">One row a person, all of one length; finite.</param>
    /// <exception cref="ArgumentException">There are no people, or rows of different lengths.</exception>
    public FeatureSet(string name, IReadOnlyList<float[]> rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows.Any(row => row.Length != rows[0].Length))
            throw new ArgumentException($"The features '{name}' need people, and as many values of each.", nameof(rows));

        Name = name;
        Rows = Standardise(rows);
        _gram = new Lazy<float[][]>(() => Attacks.Gram.Of(Rows));
        _principal = new Lazy<float[][]>(() => PrincipalCoordinates.Of(_gram.Value));
        _coordinates = new Lazy<double[][]>(() => ShortCoordinates.Of(Rows, _gram));
    }

    /// <summary>What the features are.</summary>
    public string Name { get; }

    /// <summary>One row a person.</summary>
    public IReadOnlyList<float[]> Rows { get; }

    /// <summary>Features that differ between people.</summary>
    public int Dimension => Rows[0].Length;

    /// <summary>Inner products of all pairs of people, over the number of features: 1 on average on the diagonal.</summary>
    internal float[][] Gram => _gram.Value;

    /// <summary>The leading principal coordinates of each person, of variance 1.</summary>
    internal float[][] Principal => _principal.Value;

    /// <summary>A vector of each person with the inner products of <see cref="Gram"/>, no longer than there are people.</summary>
    internal double[][] Coordinates => _coordinates.Value;

    private static float[][] Standardise(IReadOnlyList<float[]> rows)
    {
        var kept = new List<float[]>();
        for (var feature = 0; feature < rows[0].Length; feature++)
        {
            var column = new float[rows.Count];
            for (var person = 0; person < column.Length; person++)
                column[person] = rows[person][feature];
            var mean = column.Average(value => (double)value);
            var deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
            // Rounding leaves a little variance in a constant.
            if (deviation > 1e-6 * Math.Max(1e-6, Math.Abs(mean)))
                kept.Add(Array.ConvertAll(column, value => (float)((value - mean) / deviation)));
        }

        return [.. Enumerable.Range(0, rows.Count).Select(person => kept.Select(column => column[person]).ToArray())];
    }
}
