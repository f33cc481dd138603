using System.Numerics.Tensors;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;

namespace Mote.Recognition.Exclusion;

/// <summary>
/// Where a network looks: the weighted sum of its first-layer rows. It lies close to the reference (cosine 0.98 on real
/// faces), so it is as sensitive as the face itself: for use in memory, and for nobody outside.
/// </summary>
public static class NetworkDirection
{
    /// <summary>The embedding that a model-template looks at, as of an ordinary photo.</summary>
    /// <param name="template">The model-template, under whatever transform.</param>
    /// <param name="pack">The cohort it was made with.</param>
    /// <exception cref="ExclusionException">The recipe's networks have none.</exception>
    public static float[] Of(ModelTemplate template, CohortPack pack)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(pack);
        var direction = Of(template.Keyed.Rebase(null, WeightPrecision.Float32).Network);
        return pack.Space.Ordinary(RecipeBook.Of(template.Recipe).Faces(pack).Embedding(direction));
    }

    /// <summary>The direction in the coordinates that the network takes faces in, L2-normalised.</summary>
    /// <param name="network">A network that nothing has turned.</param>
    /// <exception cref="ExclusionException">The recipe's networks have none.</exception>
    public static float[] Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!network.Form.HasDeadZone)
            throw new ExclusionException(ExclusionObstacle.NoDirection);

        var hidden = network.Layers[0];
        var direction = new float[network.Dimension];
        for (var unit = 0; unit < hidden.Outputs; unit++)
            TensorPrimitives.MultiplyAdd(hidden.Row(unit)[..direction.Length], network.Layers[1].Weights[unit], direction, direction);
        TensorPrimitives.Divide(direction, TensorPrimitives.Norm(direction), direction);
        return direction;
    }
}
