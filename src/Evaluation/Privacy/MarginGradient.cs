using Mote.Recognition.Explanation;

namespace Mote.Evaluation.Privacy;

/// <summary>
/// The gradient of a network's margin by an embedding. Where a dead zone is silent it points to the unit that is nearest to
/// speaking: whoever holds the weights is not bound to what the network says aloud.
/// </summary>
internal static class MarginGradient
{
    /// <summary>The gradient at an embedding.</summary>
    /// <param name="template">The template.</param>
    /// <param name="embedding">d values.</param>
    /// <returns>d values.</returns>
    public static float[] At(HeldTemplate template, float[] embedding) =>
        NetworkGradient.At(template.Network, template.Inputs(embedding)).ByInput[..template.EmbeddingColumns];
}
