namespace Mote.Protocol;

/// <summary>
/// What was measured about a model-template when it was made: its own false-match rate on strangers who did not place its
/// threshold, and its own false non-match rate on synthetic genuine samples that nothing was trained on.
/// </summary>
/// <param name="Figures">What it reaches at its threshold.</param>
/// <param name="Cosine">What the photo's vector alone reaches, calibrated in the same way; null where the cohort does not tell.</param>
/// <param name="Previous">What the model-template before this one reached; null for the first.</param>
/// <param name="ZooClass">The person's place among others, in the embedder's space.</param>
/// <param name="Synthesis">How well synthetic samples agree with real photos, one a group: false non-match rates are shown only where they do.</param>
public sealed record Certificate(
    CertificateFigures Figures,
    CertificateFigures? Cosine,
    CertificateFigures? Previous,
    ZooClass ZooClass,
    IReadOnlyList<CertificateSynthesis> Synthesis);
