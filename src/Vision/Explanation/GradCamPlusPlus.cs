using System.Numerics.Tensors;

namespace Mote.Vision.Explanation;

/// <summary>
/// Grad-CAM++ (Chattopadhyay et al. 2018, arXiv 1710.11063). The explained quantity is exp(S), so the higher derivatives are
/// powers of the gradient of S and equation 19 gives the weight of each place,
/// <c>alpha_ij = g_ij^2 / (2 g_ij^2 + sum_ab A_ab g_ij^3)</c>; a channel's weight is <c>sum_ij alpha_ij ReLU(g_ij)</c>
/// (equations 7 and 11), and the map the rectified sum of channels by their weights. S is taken as linear in the map: exact
/// up to the embedder's normalisation, which is linearised at the face.
/// </summary>
internal static class GradCamPlusPlus
{
    /// <summary>The heat map of a feature map and the gradient of a score by it.</summary>
    /// <param name="features">Channels of rows of columns.</param>
    /// <param name="gradient">As many.</param>
    /// <param name="rows">Rows of a channel.</param>
    /// <param name="columns">Columns of a channel.</param>
    public static HeatMap Of(ReadOnlySpan<float> features, ReadOnlySpan<float> gradient, int rows, int columns)
    {
        var places = rows * columns;
        var evidence = new float[places];
        for (var at = 0; at < features.Length; at += places)
        {
            var channel = features.Slice(at, places);
            var weight = Weight(gradient.Slice(at, places), TensorPrimitives.Sum(channel));
            TensorPrimitives.MultiplyAdd(channel, weight, evidence, evidence);
        }

        return new HeatMap(rows, columns, evidence);
    }

    private static float Weight(ReadOnlySpan<float> gradient, float activity)
    {
        // The equations are for maps behind a ReLU. Where a channel's sum is negative, its third derivative is left out.
        activity = Math.Max(0, activity);
        var weight = 0f;
        foreach (var slope in gradient)
        {
            if (slope > 0)
                weight += slope / (2 + activity * slope);
        }

        return weight;
    }
}
