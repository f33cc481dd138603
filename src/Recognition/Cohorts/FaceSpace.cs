using System.Buffers;
using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Single;
using Mote.Recognition.Density;

namespace Mote.Recognition.Cohorts;

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

    // 200 subjects against a few thousand others give the quantile to three digits.
    private const int MostSubjects = 200;

    private readonly float[] _centre;
    private readonly EmbeddingSet _whitening;
    private readonly EmbeddingSet _directions;
    private readonly int _neighbours;
    private readonly QualityAllowance _quality;

    private FaceSpace(float[] centre, EmbeddingSet whitening, CohortSlice people, int groups)
    {
        _centre = centre;
        _whitening = whitening;
        _neighbours = Math.Clamp(people.Count / PhotosANeighbour, 1, MostNeighbours);
        var directions = new float[people.Count * Dimension];
        Parallel.For(0, people.Count, row => Turn(people.Embeddings[row], directions.AsSpan(row * Dimension, Dimension)));
        _directions = new EmbeddingSet(directions, Dimension);
        var typicalities = Typicalities(people);
        _quality = QualityAllowance.Fit(people.Lengths, MatedMargins(people, typicalities), StrangerMargins(people, typicalities));
        float[] demands = [.. typicalities.Select((typicality, row) => typicality - _quality.Of(people.Lengths[row]))];
        People = Placed(demands);
        Variations = Variation(new CohortSlice(_directions, people.Lengths.ToArray(), people.Identities.ToArray(), people.Groups.ToArray()), groups);
        Tau0 = Quantile(StrangerMargins(people, demands));
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
        Turn(embedding, placed[..Dimension]);
        placed[Dimension] = DemandScale * (Typicality(placed[..Dimension]) - Excused(embedding));
    }

    /// <summary>Completes a direction that did not come from an embedding, such as one an attacker made up, as of an ordinary photo.</summary>
    /// <param name="direction">d values of length 1.</param>
    /// <param name="placed">The direction and its scaled demand; overwritten.</param>
    public void PlaceDirection(ReadOnlySpan<float> direction, Span<float> placed)
    {
        direction.CopyTo(placed);
        placed[Dimension] = DemandScale * Typicality(direction);
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

    /// <summary>
    /// Places a face whose nearest people are known, about: its typicality is taken over those alone, which costs a
    /// hundredth of all.
    /// </summary>
    internal void PlaceNear(ReadOnlySpan<float> embedding, EmbeddingSet people, Span<float> placed)
    {
        Turn(embedding, placed[..Dimension]);
        Span<float> similarities = stackalloc float[people.Count];
        for (var row = 0; row < similarities.Length; row++)
            similarities[row] = TensorPrimitives.Dot(people[row][..Dimension], placed[..Dimension]);
        placed[Dimension] = DemandScale * (LargestValues.Mean(similarities, Math.Min(_neighbours, similarities.Length)) - Excused(embedding));
    }

    /// <summary>Places every photo of a partition that the space was not fitted to.</summary>
    public EmbeddingSet Place(CohortSlice people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var placed = new float[people.Count * PlacedLength];
        Parallel.For(0, (people.Count + Similarities.AtOnce - 1) / Similarities.AtOnce, block =>
        {
            var first = block * Similarities.AtOnce;
            var count = Math.Min(Similarities.AtOnce, people.Count - first);
            Span<float> embeddings = stackalloc float[count * Dimension];
            for (var face = 0; face < count; face++)
                TensorPrimitives.Multiply(people.Embeddings[first + face], people.Lengths[first + face], embeddings.Slice(face * Dimension, Dimension));
            Place(embeddings, count, placed.AsSpan(first * PlacedLength, count * PlacedLength));
        });
        return new EmbeddingSet(placed, PlacedLength);
    }

    /// <summary>Places several faces on this thread, in half the time of one after another.</summary>
    /// <param name="embeddings">d values each, as the embedder gives them, one face after another.</param>
    /// <param name="count">Faces.</param>
    /// <param name="placed"><see cref="PlacedLength"/> values each; overwritten.</param>
    internal void Place(ReadOnlySpan<float> embeddings, int count, Span<float> placed)
    {
        var similarities = ArrayPool<float>.Shared.Rent(Similarities.AtOnce * _directions.Count);
        try
        {
            Span<float> directions = stackalloc float[Similarities.AtOnce * Dimension];
            for (var first = 0; first < count; first += Similarities.AtOnce)
            {
                // What is left over of the last pass is computed and not read.
                var faces = Math.Min(Similarities.AtOnce, count - first);
                for (var face = 0; face < faces; face++)
                    Turn(embeddings.Slice((first + face) * Dimension, Dimension), directions.Slice(face * Dimension, Dimension), out _);
                Similarities.Of(_directions, directions, similarities.AsSpan(0, Similarities.AtOnce * _directions.Count));
                for (var face = 0; face < faces; face++)
                {
                    var place = placed.Slice((first + face) * PlacedLength, PlacedLength);
                    directions.Slice(face * Dimension, Dimension).CopyTo(place);
                    var typicality = LargestValues.Mean(similarities.AsSpan(face * _directions.Count, _directions.Count), _neighbours);
                    place[Dimension] = DemandScale * (typicality - Excused(embeddings.Slice((first + face) * Dimension, Dimension)));
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(similarities, clearArray: true);
        }
    }

    private EmbeddingSet Placed(float[] demands)
    {
        var placed = new float[demands.Length * PlacedLength];
        for (var row = 0; row < demands.Length; row++)
        {
            _directions[row].CopyTo(placed.AsSpan(row * PlacedLength));
            placed[(row + 1) * PlacedLength - 1] = DemandScale * demands[row];
        }

        return new EmbeddingSet(placed, PlacedLength);
    }

    /// <summary>Of everybody the space is fitted to, without their own photos.</summary>
    private float[] Typicalities(CohortSlice people)
    {
        var typicalities = new float[people.Count];
        var rows = Enumerable.Range(0, people.Count).GroupBy(row => people.Identities[row]).ToDictionary(person => person.Key, person => person.ToArray());
        Parallel.For(0, people.Count, row => typicalities[row] = Typicality(_directions[row], rows[people.Identities[row]]));
        return typicalities;
    }

    /// <summary>Every photo held against every other of its person.</summary>
    private List<(int Person, float Length, float Margin)> MatedMargins(CohortSlice people, float[] demands)
    {
        List<(int, float, float)> margins = [];
        foreach (var person in Enumerable.Range(0, people.Count).GroupBy(row => people.Identities[row]))
        {
            foreach (var photo in person)
            {
                foreach (var reference in person)
                {
                    if (photo != reference)
                        margins.Add((person.Key, people.Lengths[photo], TensorPrimitives.Dot(_directions[reference], _directions[photo]) - demands[photo]));
                }
            }
        }

        return margins;
    }

    /// <summary>Everybody held against some of the others, sorted.</summary>
    private List<float> StrangerMargins(CohortSlice people, float[] demands)
    {
        var subjects = Math.Min(people.Count, MostSubjects);
        List<float> margins = new(subjects * people.Count);
        for (var i = 0; i < subjects; i++)
        {
            var subject = (int)((long)i * people.Count / subjects);
            for (var row = 0; row < people.Count; row++)
            {
                if (people.Identities[row] != people.Identities[subject])
                    margins.Add(TensorPrimitives.Dot(_directions[subject], _directions[row]) - demands[row]);
            }
        }

        if (margins.Count == 0)
            throw new CohortException("The partition holds one person only: add others.");
        margins.Sort();
        return margins;
    }

    private static float Quantile(List<float> sorted) => sorted[(int)(StrangerSimilarity.Tau0Quantile * (sorted.Count - 1))];

    private float Excused(ReadOnlySpan<float> embedding) => _quality.Of(TensorPrimitives.Norm(embedding));

    private void Turn(ReadOnlySpan<float> embedding, Span<float> direction) => Turn(embedding, direction, out _);

    private void Turn(ReadOnlySpan<float> embedding, Span<float> direction, out float length)
    {
        Span<float> centred = stackalloc float[Dimension];
        TensorPrimitives.Divide(embedding, TensorPrimitives.Norm(embedding), centred);
        TensorPrimitives.Subtract(centred, _centre, centred);
        // The whitening is lower triangular.
        for (var i = 0; i < Dimension; i++)
            direction[i] = TensorPrimitives.Dot(_whitening[i][..(i + 1)], centred[..(i + 1)]);
        length = TensorPrimitives.Norm<float>(direction);
        TensorPrimitives.Divide(direction, length, direction);
    }

    private float Typicality(ReadOnlySpan<float> direction, params ReadOnlySpan<int> without)
    {
        var similarities = ArrayPool<float>.Shared.Rent(_directions.Count);
        try
        {
            var all = similarities.AsSpan(0, _directions.Count);
            for (var row = 0; row < all.Length; row++)
                all[row] = TensorPrimitives.Dot(_directions[row], direction);
            foreach (var row in without)
                all[row] = -1;
            return LargestValues.Mean(all, _neighbours);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(similarities, clearArray: true);
        }
    }

    /// <summary>
    /// The inverse of the Cholesky factor of the shrunk within-person covariance, to which every attribute group adds alike
    /// however few its people are. Any square root of its inverse gives
    /// the same cosines, and a triangular one costs half.
    /// </summary>
    private static EmbeddingSet Whitening(CohortSlice people, int groups)
    {
        var dimension = people.Embeddings.Dimension;
        Matrix<float> covariance = new DenseMatrix(dimension);
        for (var group = 0; group < groups; group++)
            covariance += Covariance(people, (byte)group);

        var scale = covariance.Trace() / dimension;
        var shrunk = covariance.Multiply((float)((1 - Shrinkage) / scale)).Add(DenseMatrix.CreateIdentity(dimension).Multiply((float)Shrinkage));
        return new EmbeddingSet(shrunk.Cholesky().Factor.Inverse().ToRowMajorArray(), dimension);
    }

    private static EmbeddingSet[] Variation(CohortSlice people, int groups)
    {
        Matrix<float>[] covariances = [.. Enumerable.Range(0, groups).Select(group => Covariance(people, (byte)group))];
        var scale = covariances.Sum(covariance => covariance.Trace()) / (groups * people.Embeddings.Dimension);
        return [.. covariances.Select(covariance => new EmbeddingSet((covariance / scale).ToRowMajorArray(), people.Embeddings.Dimension))];
    }

    private static Matrix<float> Covariance(CohortSlice people, byte group)
    {
        var residuals = WithinPerson.Residuals(people, group);
        if (residuals.Count == 0)
            return new DenseMatrix(people.Embeddings.Dimension);
        // Column by column, row by row of the set: the transpose of its values.
        var columns = new DenseMatrix(people.Embeddings.Dimension, residuals.Count, residuals.Values.ToArray());
        return columns.TransposeAndMultiply(columns) / residuals.Count;
    }
}
