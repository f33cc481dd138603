namespace Mote.Protocol;

/// <summary>
/// A decision with a heat map of what spoke for it. For a non-match the map is relative to its own maximum and tells
/// one of 8 levels for each region of the face, and there is no number beside it.
/// </summary>
/// <param name="Decision">The decision, as a verification gives it; it counts as one.</param>
/// <param name="Method">How the map was made.</param>
/// <param name="Explains">Which number it explains.</param>
/// <param name="Figures">The numbers behind it; null for a non-match.</param>
/// <param name="Aligned">The map over the aligned face, a PNG.</param>
/// <param name="Photo">The map over the upright photo, a PNG of at most 1,024 pixels an edge.</param>
public sealed record Explanation(
    Verification Decision,
    ExplanationMethod Method,
    ExplainedQuantity Explains,
    ExplanationFigures? Figures,
    byte[] Aligned,
    byte[] Photo)
{
    /// <summary>Says what was decided and leaves the pictures out.</summary>
    public override string ToString() => $"{(Decision.IsMatch ? "match" : "no match")} {Decision.DecisionId}, explained by {Method}";
}
