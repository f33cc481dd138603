using System.Numerics.Tensors;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Exclusion;

/// <summary>
/// Where a network looks: the weighted sum of its first-layer rows. It lies close to the reference (cosine 0.98 on real
/// faces), so it is as sensitive as the face itself: for use in memory, and for nobody outside.
/// </summary>
public static class NetworkDirection
{
    /// <summary>The direction, L2-normalised.</summary>
    /// <param name="network">A network in the embedder's own coordinates.</param>
    /// <exception cref="ExclusionException">The recipe's networks have none.</exception>
    public static float[] Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Recipe == Recipe.Paper)
            throw new ExclusionException(ExclusionObstacle.NoDirection);

        var hidden = network.Layers[0];
        var direction = new float[network.Dimension];
        for (var unit = 0; unit < hidden.Outputs; unit++)
            TensorPrimitives.MultiplyAdd(hidden.Row(unit), network.Layers[1].Weights[unit], direction, direction);
        TensorPrimitives.Divide(direction, TensorPrimitives.Norm(direction), direction);
        return direction;
    }
}
