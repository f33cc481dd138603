using System.Numerics.Tensors;

namespace Mote.Vision.Explanation;

/// <summary>
/// Grad-CAM++ (Chattopadhyay et al. 2018, arXiv 1710.11063). The explained quantity is exp(S), so that the higher derivatives
/// are powers of the gradient g of S, and equation 19 weighs each channel k at each place:
/// <c>alpha_ij = g_ij^2 / (2 g_ij^2 + sum_ab A_ab |g_ij|^3)</c>. S is taken as linear in the feature map: exact but for the
/// normalisation of embeddings and faces, which is linearised at the face.
/// <para>
/// The paper then sums <c>alpha_ij ReLU(g_ij)</c> over all places and multiplies whole channels by it (equation 7).
/// That rule is for tails that pool, and with a rectified map it draws where any face is: for another person's network it
/// gives the same map. Embedders weigh each place by itself, so here each place keeps its own weights, of both signs, and a
/// channel counts by how far it lies from what a plain grey picture gives there. What is positive in the sum is the map.
/// </para>
/// </summary>
internal static class GradCamPlusPlus
{
    /// <summary>The heat map of a feature map and the gradient of a score by it.</summary>
    /// <param name="features">Channels of rows of columns.</param>
    /// <param name="plain">The features of a plain grey picture.</param>
    /// <param name="gradient">One value a feature.</param>
    /// <param name="rows">Rows of a channel.</param>
    /// <param name="columns">Columns of a channel.</param>
    public static HeatMap Of(ReadOnlySpan<float> features, ReadOnlySpan<float> plain, ReadOnlySpan<float> gradient, int rows, int columns)
    {
        var places = rows * columns;
        var evidence = new float[places];
        for (var channel = 0; channel < features.Length; channel += places)
        {
            // The equations are for maps behind a ReLU. Where a channel's sum is negative, its third derivative is left out.
            var activity = Math.Max(0, TensorPrimitives.Sum(features.Slice(channel, places)));
            for (var place = 0; place < places; place++)
            {
                var at = channel + place;
                var slope = gradient[at];
                evidence[place] += slope / (2 + activity * Math.Abs(slope)) * (features[at] - plain[at]);
            }
        }

        return new HeatMap(rows, columns, evidence);
    }
}
