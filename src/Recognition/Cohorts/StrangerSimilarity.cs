using System.Numerics.Tensors;

namespace Mote.Recognition.Cohorts;

/// <summary>How alike people are who are not the same person.</summary>
public static class StrangerSimilarity
{
    /// <summary>The share of pairs of different people below tau0.</summary>
    public const double Tau0Quantile = 0.99;

    // 3,000 photos make 4.5 million pairs: the quantile is then known to three digits.
    private const int MostPhotos = 3000;

    /// <summary>
    /// tau0: the <see cref="Tau0Quantile"/> quantile of the cosine between photos of different people. One value for
    /// every subject, so that it tells nothing of anybody.
    /// </summary>
    /// <param name="people">At least two people; of very many photos an even selection is used.</param>
    public static float Tau0(CohortSlice people)
    {
        ArgumentNullException.ThrowIfNull(people);
        var rows = Enumerable.Range(0, Math.Min(people.Count, MostPhotos))
            .Select(i => (int)((long)i * people.Count / Math.Min(people.Count, MostPhotos))).ToArray();
        List<float> cosines = new(rows.Length * (rows.Length - 1) / 2);
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (people.Identities[rows[i]] != people.Identities[rows[j]])
                    cosines.Add(TensorPrimitives.Dot(people.Embeddings[rows[i]], people.Embeddings[rows[j]]));
            }
        }

        if (cosines.Count == 0)
            throw new CohortException("The partition holds one person only: add others.");
        cosines.Sort();
        return cosines[(int)(Tau0Quantile * (cosines.Count - 1))];
    }
}
