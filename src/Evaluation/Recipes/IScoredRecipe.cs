namespace Mote.Evaluation.Recipes;

/// <summary>A way of turning reference photos into something that scores probes: a row of every table. Thread-safe.</summary>
public interface IScoredRecipe
{
    /// <summary>Names it in options and reports.</summary>
    string Name { get; }

    /// <summary>What kind of score it gives: <c>raw</c>; <c>normalised</c> or <c>calibrated</c> where each subject's scores are placed by the cohort.</summary>
    string ScoreKind { get; }

    /// <summary>Everything its scores depend on beside the photos and the seed: two with the same key score alike.</summary>
    string Key { get; }

    /// <summary>The lowest false-match rate that calibrated scores state; null without calibration.</summary>
    double? LowestStatedFmr { get; }

    /// <summary>The calibrated score at which a false-match rate is promised; null where none is.</summary>
    double? StatedThreshold(double fmr);

    /// <summary>What scoring needs of a photo, made once a photo: the embedding and whatever is derived from it and the cohort.</summary>
    /// <param name="embedding">As the embedder gives it.</param>
    float[] Prepare(float[] embedding);

    /// <summary>Enrols one person.</summary>
    /// <param name="references">The embeddings of the reference photos, one at least.</param>
    /// <param name="group">The person's attribute group, for recipes whose calibration uses it.</param>
    /// <param name="seed">Makes the enrolment repeatable.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>What scores probes; null for a failure to enrol.</returns>
    IEnrolledScorer? Enrol(IReadOnlyList<float[]> references, string group, ulong seed, CancellationToken cancellationToken);
}
