using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Spaces;

/// <summary>
/// Where a face lies among the background people of one cohort: its direction after whitening how photos of one person
/// differ (within-class covariance normalisation: Hatch, Kajarekar and Stolcke 2006), and its demand, how much it has to
/// resemble somebody. Some directions vary more within a person than others and count less. The demand is the face's
/// typicality, the mean of its largest similarities to the cohort, since an ordinary face resembles many and must resemble
/// one the more, less what a poor photo is excused (<see cref="QualityAllowance"/>). All of it depends on the photo alone and
/// is computed once a photo, however many networks are then asked. Immutable and thread-safe.
/// </summary>
public sealed partial class FaceSpace
{
    /// <summary>The share of the identity in the within-person covariance: what few people can tell of d^2 numbers is little.</summary>
    public const double Shrinkage = 0.7;

    /// <summary>The most cohort photos that a typicality is the mean over.</summary>
    public const int MostNeighbours = 100;

    // A small cohort has nearer and farther people too.
    private const int PhotosANeighbour = 40;

    // Faces that share a pass over the cohort: more would not stay in the nearer caches.
    private const int AtOnce = 32;

    private readonly float[] _centre;
    private readonly EmbeddingSet _whitening;
    private readonly PackedRows _turning;
    private readonly int _neighbours;
    private readonly QualityAllowance _quality;

    private FaceSpace(float[] centre, EmbeddingSet whitening, CohortSlice people, int groups)
    {
        _centre = centre;
        _whitening = whitening;
        _turning = new PackedRows(whitening);
        _neighbours = Math.Clamp(people.Count / PhotosANeighbour, 1, MostNeighbours);
        var directions = Directions(people);
        var typicalities = Typicalities(directions, people);
        _quality = QualityAllowance.Fit(people.Lengths, MatedMargins(directions, typicalities, people), StrangerMargins(directions, typicalities, people));
        float[] demands = [.. typicalities.Select((typicality, row) => typicality - _quality.Of(people.Lengths[row]))];
        People = Placed(directions, demands);
        Packed = new PackedRows(People);
        Variations = Variation(new CohortSlice(directions, people.Lengths.ToArray(), people.Identities.ToArray(), people.Groups.ToArray()), groups);
        var strangers = StrangerMargins(directions, demands, people);
        Tau0 = strangers[(int)(StrangerSimilarity.Tau0Quantile * (strangers.Count - 1))];
    }

    /// <summary>Values an embedding.</summary>
    public int Dimension => _centre.Length;

    /// <summary>
    /// What a demand is multiplied by in a placed face, the root of d: its weight is then of the size of the others, and
    /// one scale quantises them all.
    /// </summary>
    public float DemandScale => MathF.Sqrt(Dimension);

    /// <summary>Values a placed face has: its direction, then its demand times <see cref="DemandScale"/>.</summary>
    public int PlacedLength => Dimension + 1;

    /// <summary>The people it was fitted to, placed; nobody's own photos count towards their typicality.</summary>
    public EmbeddingSet People { get; }

    /// <summary><see cref="People"/> for products with many faces.</summary>
    internal PackedRows Packed { get; }

    /// <summary>
    /// How directions of one person vary, by attribute group: covariances of d rows of d values, in a unit in which the
    /// average eigenvalue over all groups is 1.
    /// </summary>
    public IReadOnlyList<EmbeddingSet> Variations { get; }

    /// <summary>
    /// What 99 % of pairs of different people stay below: the cosine of their directions less the demand of one. One
    /// value for every subject, so that it tells nothing of anybody.
    /// </summary>
    public float Tau0 { get; }

    /// <summary>Fits a space to the people of one partition, some of whom have several photos.</summary>
    public static FaceSpace Of(CohortSlice people, int groups)
    {
        ArgumentNullException.ThrowIfNull(people);
        var dimension = people.Embeddings.Dimension;
        var centre = new float[dimension];
        for (var row = 0; row < people.Count; row++)
            TensorPrimitives.Add(centre, people.Embeddings[row], centre);
        TensorPrimitives.Divide(centre, people.Count, centre);
        return new FaceSpace(centre, Whitening(people, groups), people, groups);
    }

    /// <summary>Places one face.</summary>
    /// <param name="embedding">d finite values as the embedder gives them, not all 0: their length tells of the photo's quality.</param>
    /// <param name="placed">d values of a direction of length 1, then the scaled demand; overwritten.</param>
    /// <exception cref="ArgumentException">A length is another one.</exception>
    public void Place(ReadOnlySpan<float> embedding, Span<float> placed)
    {
        if (embedding.Length != Dimension || placed.Length != PlacedLength)
            throw new ArgumentException($"A face of {Dimension} values is placed with {PlacedLength}, not {embedding.Length} with {placed.Length}.", nameof(embedding));
        Place(embedding, 1, placed);
    }

    /// <summary>Completes a direction that did not come from an embedding, such as one an attacker made up, as of an ordinary photo.</summary>
    /// <param name="direction">d values of length 1.</param>
    /// <param name="placed">The direction and its scaled demand; overwritten.</param>
    public void PlaceDirection(ReadOnlySpan<float> direction, Span<float> placed)
    {
        direction.CopyTo(placed);
        AddTypicalities(placed, Packed);
    }

    /// <summary>A direction as the embedding of an ordinary photo, one that nothing is excused.</summary>
    /// <param name="direction">d values of length 1.</param>
    public float[] Ordinary(ReadOnlySpan<float> direction)
    {
        var embedding = direction.ToArray();
        TensorPrimitives.Multiply(embedding, _quality.OrdinaryLength, embedding);
        return embedding;
    }

    /// <summary>The embedding of length 1 that lies in a direction: what <see cref="Place(ReadOnlySpan{float}, Span{float})"/> turns back into it.</summary>
    /// <param name="direction">d values of length 1.</param>
    public float[] Embedding(ReadOnlySpan<float> direction)
    {
        var away = new float[Dimension];
        // Forward substitution undoes the triangular whitening.
        for (var i = 0; i < Dimension; i++)
            away[i] = (direction[i] - TensorPrimitives.Dot(_whitening[i][..i], away.AsSpan(0, i))) / _whitening[i][i];
        // |centre + t away| = 1 has one positive t, since the centre of vectors of length 1 lies within the sphere.
        var (square, along, rest) = (TensorPrimitives.SumOfSquares<float>(away), TensorPrimitives.Dot<float>(away, _centre), TensorPrimitives.SumOfSquares<float>(_centre) - 1);
        var t = (-along + MathF.Sqrt(along * along - square * rest)) / square;
        TensorPrimitives.MultiplyAdd(away, t, _centre, away);
        return away;
    }

    /// <summary>Places every photo of a partition that the space was not fitted to.</summary>
    public EmbeddingSet Place(CohortSlice people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var placed = new float[people.Count * PlacedLength];
        InBlocks(people.Count, (first, count) =>
        {
            using var embeddings = new PersonalBuffer(count * Dimension);
            for (var face = 0; face < count; face++)
                TensorPrimitives.Multiply(people.Embeddings[first + face], people.Lengths[first + face], embeddings.Values.Slice(face * Dimension, Dimension));
            Place(embeddings.Values, count, placed.AsSpan(first * PlacedLength, count * PlacedLength));
        });
        return new EmbeddingSet(placed, PlacedLength);
    }

    /// <summary>Places several faces on this thread, each to the bit as alone and in a quarter of the time.</summary>
    /// <param name="embeddings">d values each, as the embedder gives them, one face after another.</param>
    /// <param name="count">Faces.</param>
    /// <param name="placed"><see cref="PlacedLength"/> values each; overwritten.</param>
    internal void Place(ReadOnlySpan<float> embeddings, int count, Span<float> placed) => Place(embeddings, count, placed, Packed);

    /// <summary>
    /// Places several faces of one person, whose nearest people are known, about: their typicality is taken over those
    /// alone, which costs a hundredth of all.
    /// </summary>
    /// <param name="embeddings">d values each, as the embedder gives them, one face after another.</param>
    /// <param name="count">Faces.</param>
    /// <param name="placed"><see cref="PlacedLength"/> values each; overwritten.</param>
    /// <param name="people">Placed people.</param>
    internal void Place(ReadOnlySpan<float> embeddings, int count, Span<float> placed, PackedRows people)
    {
        for (var first = 0; first < count; first += AtOnce)
        {
            var faces = Math.Min(AtOnce, count - first);
            var given = embeddings.Slice(first * Dimension, faces * Dimension);
            var places = placed.Slice(first * PlacedLength, faces * PlacedLength);
            Turn(given, places, PlacedLength);
            AddTypicalities(places, people);
            for (var face = 0; face < faces; face++)
                places[face * PlacedLength + Dimension] -= DemandScale * _quality.Of(TensorPrimitives.Norm(given.Slice(face * Dimension, Dimension)));
        }
    }

    /// <summary>Turns faces into directions of length 1.</summary>
    /// <param name="embeddings">d values each, one face after another.</param>
    /// <param name="directions">d values each, <paramref name="stride"/> apart; overwritten.</param>
    /// <param name="stride">Values from one direction to the next, d at least.</param>
    /// <param name="lengths">How long each was after the whitening; may be empty if the caller does not ask.</param>
    internal void Turn(ReadOnlySpan<float> embeddings, Span<float> directions, int stride, Span<float> lengths = default)
    {
        var count = embeddings.Length / Dimension;
        if (embeddings.Length != count * Dimension)
            throw new ArgumentException($"Embeddings of {Dimension} values each are turned, not {embeddings.Length}.", nameof(embeddings));
        using var centred = new PersonalBuffer(embeddings.Length);
        using var turned = new PersonalBuffer(count * _turning.Stride);
        for (var face = 0; face < count; face++)
        {
            var embedding = embeddings.Slice(face * Dimension, Dimension);
            var unit = centred.Values.Slice(face * Dimension, Dimension);
            TensorPrimitives.Divide(embedding, TensorPrimitives.Norm(embedding), unit);
            TensorPrimitives.Subtract(unit, _centre, unit);
        }

        _turning.Times(centred.Values, turned.Values);
        for (var face = 0; face < count; face++)
        {
            var direction = turned.Values.Slice(face * _turning.Stride, Dimension);
            var length = TensorPrimitives.Norm<float>(direction);
            TensorPrimitives.Divide(direction, length, directions.Slice(face * stride, Dimension));
            if (!lengths.IsEmpty)
                lengths[face] = length;
        }
    }

    /// <summary>Completes faces whose directions are known by how they resemble people.</summary>
    /// <param name="placed"><see cref="PlacedLength"/> values each, the last of which is overwritten.</param>
    /// <param name="people">Placed people.</param>
    private void AddTypicalities(Span<float> placed, PackedRows people)
    {
        var count = placed.Length / PlacedLength;
        // Until it is known, it must not count.
        for (var face = 0; face < count; face++)
            placed[face * PlacedLength + Dimension] = 0;
        using var similarities = new PersonalBuffer(count * people.Stride);
        people.Times(placed, similarities.Values);
        for (var face = 0; face < count; face++)
            placed[face * PlacedLength + Dimension] = DemandScale * LargestValues.Mean(similarities.Values.Slice(face * people.Stride, people.Count), Math.Min(_neighbours, people.Count));
    }

    private static void InBlocks(int count, Action<int, int> work) => Parallel.For(
        0, (count + AtOnce - 1) / AtOnce, block => work(block * AtOnce, Math.Min(AtOnce, count - block * AtOnce)));
}
