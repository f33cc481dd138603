namespace Mote.Evaluation.Attacks;

/// <summary>
/// Tells the group of a vector in the space of embeddings by what public faces of known group look like there: a support
/// vector machine with a Gaussian kernel for each group against the rest. It has seen nobody who is attacked, so it needs
/// neither their labels nor folds. Immutable and thread-safe.
/// </summary>
public sealed class PublicFaces
{
    private const double Cost = 10;

    private readonly RbfSupportVectorMachine[] _machines;

    private PublicFaces(RbfSupportVectorMachine[] machines) => _machines = machines;

    /// <summary>Learns from faces.</summary>
    /// <param name="faces">Embeddings, L2-normalised; about as many of each group, or the larger is guessed too often.</param>
    /// <param name="labels">The group of each, numbered from 0.</param>
    /// <param name="groups">Groups, at least 2, each with a face.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static PublicFaces Learn(IReadOnlyList<float[]> faces, IReadOnlyList<int> labels, int groups, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(faces);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        var machines = new RbfSupportVectorMachine[groups];
        Parallel.For(0, groups, group => machines[group] = RbfSupportVectorMachine.Train(faces, [.. labels.Select(label => label == group)], Cost, null, cancellationToken));
        return new PublicFaces(machines);
    }

    /// <summary>The likeliest group of a vector.</summary>
    /// <param name="vector">d values, L2-normalised.</param>
    public int Guess(float[] vector) => Enumerable.Range(0, _machines.Length).MaxBy(group => _machines[group].Decide(vector));

    /// <summary>The attack on vectors recovered from templates.</summary>
    /// <param name="vectors">One a person.</param>
    /// <param name="name">How they were recovered.</param>
    public NamedAttack Attack(IReadOnlyList<float[]> vectors, string name) =>
        new($"public-faces-{name}", new Known([.. vectors.AsParallel().AsOrdered().Select(Guess)]));

    private sealed class Known(int[] guesses) : IPreparedAttack
    {
        public int[] Guess(IReadOnlyList<int> labels, int groups, CancellationToken cancellationToken) => guesses;
    }
}
