using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Single;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Density;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Spaces;

/// <summary>How a space is fitted to people.</summary>
public sealed partial class FaceSpace
{
    // 200 subjects against a few thousand others give the quantiles to three digits.
    private const int MostSubjects = 200;

    private EmbeddingSet Directions(CohortSlice people)
    {
        var directions = new float[people.Count * Dimension];
        InBlocks(people.Count, (first, count) =>
            Turn(people.Embeddings.Values.Slice(first * Dimension, count * Dimension), directions.AsSpan(first * Dimension, count * Dimension), Dimension));
        return new EmbeddingSet(directions, Dimension);
    }

    /// <summary>Nobody's own photos count.</summary>
    private float[] Typicalities(EmbeddingSet directions, CohortSlice people)
    {
        var packed = new PackedRows(directions);
        var rows = Enumerable.Range(0, people.Count).GroupBy(row => people.Identities[row]).ToDictionary(person => person.Key, person => person.ToArray());
        var typicalities = new float[people.Count];
        InBlocks(people.Count, (first, count) =>
        {
            using var similarities = new PersonalBuffer(count * packed.Stride);
            packed.Times(directions.Values.Slice(first * Dimension, count * Dimension), similarities.Values);
            for (var row = first; row < first + count; row++)
            {
                var all = similarities.Values.Slice((row - first) * packed.Stride, packed.Count);
                foreach (var own in rows[people.Identities[row]])
                    all[own] = -1;
                typicalities[row] = LargestValues.Mean(all, _neighbours);
            }
        });
        return typicalities;
    }

    private EmbeddingSet Placed(EmbeddingSet directions, float[] demands)
    {
        var placed = new float[demands.Length * PlacedLength];
        for (var row = 0; row < demands.Length; row++)
        {
            directions[row].CopyTo(placed.AsSpan(row * PlacedLength));
            placed[row * PlacedLength + Dimension] = DemandScale * demands[row];
        }

        return new EmbeddingSet(placed, PlacedLength);
    }

    /// <summary>Every photo held against every other of its person.</summary>
    private static List<(int Person, float Length, float Margin)> MatedMargins(EmbeddingSet directions, float[] demands, CohortSlice people)
    {
        List<(int, float, float)> margins = [];
        foreach (var person in Enumerable.Range(0, people.Count).GroupBy(row => people.Identities[row]))
        {
            foreach (var photo in person)
            {
                foreach (var reference in person.Where(other => other != photo))
                    margins.Add((person.Key, people.Lengths[photo], TensorPrimitives.Dot(directions[reference], directions[photo]) - demands[photo]));
            }
        }

        return margins;
    }

    /// <summary>Everybody held against some of the others, sorted.</summary>
    private static List<float> StrangerMargins(EmbeddingSet directions, float[] demands, CohortSlice people)
    {
        var subjects = Math.Min(people.Count, MostSubjects);
        List<float> margins = new(subjects * people.Count);
        for (var i = 0; i < subjects; i++)
        {
            var subject = (int)((long)i * people.Count / subjects);
            for (var row = 0; row < people.Count; row++)
            {
                if (people.Identities[row] != people.Identities[subject])
                    margins.Add(TensorPrimitives.Dot(directions[subject], directions[row]) - demands[row]);
            }
        }

        if (margins.Count == 0)
            throw new CohortException("The partition holds one person only: add others.");
        margins.Sort();
        return margins;
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
