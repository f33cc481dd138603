using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Density;

/// <summary>How photos of one person differ, over the people of one attribute group who have several.</summary>
public static class WithinPerson
{
    /// <summary>Every photo of a person minus the mean of that person's photos.</summary>
    public static EmbeddingSet Residuals(CohortSlice people, byte group)
    {
        List<float> rows = [];
        foreach (var photos in Repeated(people, group))
        {
            var mean = new float[people.Embeddings.Dimension];
            foreach (var photo in photos)
                TensorPrimitives.Add(mean, people.Embeddings[photo], mean);
            TensorPrimitives.Divide(mean, photos.Length, mean);
            foreach (var photo in photos)
                rows.AddRange(Difference(people.Embeddings[photo], mean));
        }

        return new EmbeddingSet([.. rows], people.Embeddings.Dimension);
    }

    /// <summary>One photo of a person minus another of the same person, both ways.</summary>
    public static PhotoDifferences Differences(CohortSlice people, byte group)
    {
        List<float> rows = [], lengths = [];
        foreach (var (one, other) in MatedPairs(people, group))
        {
            rows.AddRange(Difference(people.Embeddings[one], people.Embeddings[other]));
            rows.AddRange(Difference(people.Embeddings[other], people.Embeddings[one]));
            lengths.AddRange([people.Lengths[one], people.Lengths[other]]);
        }

        return new PhotoDifferences(new EmbeddingSet([.. rows], people.Embeddings.Dimension), lengths);
    }

    /// <summary>The cosines of all pairs of photos of one person.</summary>
    public static float[] MatedCosines(CohortSlice people, byte group) =>
        [.. MatedPairs(people, group).Select(pair => TensorPrimitives.Dot(people.Embeddings[pair.One], people.Embeddings[pair.Other]))];

    /// <summary>All pairs of photos of one person; of people with many photos the first four, so that nobody dominates.</summary>
    private static IEnumerable<(int One, int Other)> MatedPairs(CohortSlice people, byte group)
    {
        ArgumentNullException.ThrowIfNull(people);
        foreach (var photos in Repeated(people, group))
        {
            var few = photos[..Math.Min(photos.Length, 4)];
            for (var i = 0; i < few.Length; i++)
            {
                for (var j = 0; j < i; j++)
                    yield return (few[i], few[j]);
            }
        }
    }

    private static IEnumerable<int[]> Repeated(CohortSlice people, byte group)
    {
        ArgumentNullException.ThrowIfNull(people);
        return Enumerable.Range(0, people.Count)
            .Where(row => people.Groups[row] == group)
            .GroupBy(row => people.Identities[row])
            .Where(person => person.Count() > 1)
            .Select(person => person.ToArray());
    }

    private static float[] Difference(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var difference = new float[one.Length];
        TensorPrimitives.Subtract(one, other, difference);
        return difference;
    }
}
