using Mote.Protocol;

namespace Mote.Grains.Contracts.Identities;

/// <summary>A decision of one subject's network about one photo, with a heat map of what spoke for it.</summary>
/// <param name="Decision">The decision; it counts like that of a verification.</param>
/// <param name="Method">How the map was made.</param>
/// <param name="Explains">Which number it explains; always the margin for a non-match.</param>
/// <param name="Figures">The numbers behind it; null for a non-match.</param>
/// <param name="Aligned">The map over the aligned face, a PNG; region by region in 8 levels for a non-match.</param>
/// <param name="Photo">The same over the upright photo.</param>
[GenerateSerializer, Immutable, Alias("Mote.ExplanationResult")]
public sealed record ExplanationResult(
    [property: Id(0)] VerificationResult Decision,
    [property: Id(1)] ExplanationMethod Method,
    [property: Id(2)] ExplainedQuantity Explains,
    [property: Id(3)] EvidenceFigures? Figures,
    [property: Id(4)] byte[] Aligned,
    [property: Id(5)] byte[] Photo)
{
    /// <summary>Names the decision and leaves the pictures out.</summary>
    public override string ToString() => $"explanation of {Decision.DecisionId}";
}
