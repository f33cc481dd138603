namespace Mote.Recognition.Cohorts;

/// <summary>
/// The background people of one embedder, in three partitions that share no person. Immutable and thread-safe.
/// </summary>
/// <param name="EmbedderHash">The embedder's SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Groups">The names of the attribute groups, in ordinal order; the balance is the share of the first.</param>
/// <param name="Training">Impostors and within-person variation.</param>
/// <param name="Validation">Early stopping and fits.</param>
/// <param name="Calibration">Strangers for the false-match scale.</param>
public sealed record Cohort(
    string EmbedderHash,
    IReadOnlyList<string> Groups,
    CohortSlice Training,
    CohortSlice Validation,
    CohortSlice Calibration)
{
    /// <summary>Values an embedding.</summary>
    public int Dimension => Training.Embeddings.Dimension;
}
