namespace Mote.Recognition.Cohorts;

/// <summary>The people of one partition: an L2-normalised embedding a photo, with its person and attribute group.</summary>
public sealed class CohortSlice
{
    private readonly int[] _identities;
    private readonly byte[] _groups;

    /// <summary>Takes ownership of the arrays.</summary>
    /// <param name="embeddings">One L2-normalised row a photo.</param>
    /// <param name="identities">The person of each row, numbered from 0 over the whole cohort.</param>
    /// <param name="groups">The attribute group of each row, an index into <see cref="Cohort.Groups"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public CohortSlice(EmbeddingSet embeddings, int[] identities, byte[] groups)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(identities);
        ArgumentNullException.ThrowIfNull(groups);
        if (identities.Length != embeddings.Count || groups.Length != embeddings.Count)
            throw new ArgumentException("Every row needs one identity and one group.", nameof(identities));

        Embeddings = embeddings;
        _identities = identities;
        _groups = groups;
    }

    /// <summary>One L2-normalised row a photo.</summary>
    public EmbeddingSet Embeddings { get; }

    /// <summary>Photos.</summary>
    public int Count => _identities.Length;

    /// <summary>The person of each row.</summary>
    public ReadOnlySpan<int> Identities => _identities;

    /// <summary>The attribute group of each row, an index into <see cref="Cohort.Groups"/>.</summary>
    public ReadOnlySpan<byte> Groups => _groups;
}
