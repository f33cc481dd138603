namespace Mote.Recognition.Certification;

/// <summary>
/// What was measured about a model-template when it was made, at its own threshold: on strangers who did not place that
/// threshold, and on synthetic genuine samples that nothing was trained on. As personal as a calibration: it is stored
/// with the identity and in no other place. Immutable.
/// </summary>
/// <param name="TargetFalseMatchRate">The rate that decides.</param>
/// <param name="Figures">What the model-template reaches.</param>
/// <param name="Cosine">
/// What the reference alone reaches as a vector, calibrated in the same way, on the same strangers and samples; null
/// where the cohort pack was not calibrated for it.
/// </param>
/// <param name="Previous">What the model-template before this one reached; null for the first.</param>
/// <param name="Class">The person's place in the biometric menagerie.</param>
/// <param name="Synthesis">How well the samples agree with real photos, one a group.</param>
public sealed record Certificate(
    double TargetFalseMatchRate,
    CertifiedFigures Figures,
    CertifiedFigures? Cosine,
    CertifiedFigures? Previous,
    ZooClass Class,
    IReadOnlyList<SynthesisAgreement> Synthesis)
{
    /// <summary>Whether false non-match rates may be shown: the samples of every group agree with real photos.</summary>
    public bool ShowsFalseNonMatches => Synthesis.Count > 0 && Synthesis.All(group => group.IsClose);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="CertificateFormatException">The bytes are not a whole certificate of a version this program reads.</exception>
    public static Certificate Parse(ReadOnlySpan<byte> bytes) => CertificateFormat.Read(bytes);

    /// <summary>The versioned binary form.</summary>
    public byte[] ToBytes() => CertificateFormat.Write(this);
}
