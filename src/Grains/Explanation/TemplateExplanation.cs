using Mote.Recognition.Explanation;
using Mote.Vision.Explanation;

namespace Mote.Grains.Explanation;

/// <summary>What spoke for a model-template's margin at one face.</summary>
/// <param name="Method">How it was found.</param>
/// <param name="IsMargin">
/// The network is silent, or the answer is not to tell whether it is: the map explains how near it is to speaking. False
/// where it explains the score.
/// </param>
/// <param name="Regions">For a match, the share of each region of the face; empty for a non-match.</param>
/// <param name="Layers">For a match, the units of each hidden layer that spoke; empty for a non-match.</param>
/// <param name="Aligned">The map over the aligned face, a PNG; region by region in 8 levels for a non-match.</param>
/// <param name="Photo">The same over the upright photo, a PNG of at most 1,024 pixels an edge.</param>
public sealed record TemplateExplanation(
    ExplanationMethod Method,
    bool IsMargin,
    IReadOnlyDictionary<FaceRegion, double> Regions,
    IReadOnlyList<LayerActivity> Layers,
    byte[] Aligned,
    byte[] Photo);
