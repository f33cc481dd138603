using Mote.Recognition.Vectors;

namespace Mote.Recognition.Cohorts;

/// <summary>The people of one partition: the direction and length of an embedding a photo, with its person and attribute group.</summary>
public sealed class CohortSlice
{
    private readonly float[] _lengths;
    private readonly int[] _identities;
    private readonly byte[] _groups;

    /// <summary>Takes ownership of the arrays.</summary>
    /// <param name="embeddings">One L2-normalised row a photo.</param>
    /// <param name="lengths">The length of each photo's embedding before, positive.</param>
    /// <param name="identities">The person of each row, numbered from 0 over the whole cohort.</param>
    /// <param name="groups">The attribute group of each row, an index into <see cref="Cohort.Groups"/>.</param>
    /// <exception cref="ArgumentException">There is not one of each for every row, or a length is not positive.</exception>
    public CohortSlice(EmbeddingSet embeddings, float[] lengths, int[] identities, byte[] groups)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(lengths);
        ArgumentNullException.ThrowIfNull(identities);
        ArgumentNullException.ThrowIfNull(groups);
        if (lengths.Length != embeddings.Count || identities.Length != embeddings.Count || groups.Length != embeddings.Count)
            throw new ArgumentException("Every row needs one length, one identity and one group.", nameof(identities));
        if (!Array.TrueForAll(lengths, length => length > 0 && float.IsFinite(length)))
            throw new ArgumentException("Lengths are positive and finite.", nameof(lengths));

        Embeddings = embeddings;
        _lengths = lengths;
        _identities = identities;
        _groups = groups;
    }

    /// <summary>One L2-normalised row a photo.</summary>
    public EmbeddingSet Embeddings { get; }

    /// <summary>The length of each photo's embedding as the embedder gave it.</summary>
    public ReadOnlySpan<float> Lengths => _lengths;

    /// <summary>Photos.</summary>
    public int Count => _identities.Length;

    /// <summary>The person of each row.</summary>
    public ReadOnlySpan<int> Identities => _identities;

    /// <summary>The attribute group of each row, an index into <see cref="Cohort.Groups"/>.</summary>
    public ReadOnlySpan<byte> Groups => _groups;
}
