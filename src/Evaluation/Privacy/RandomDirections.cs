using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Mote.Evaluation.Privacy;

/// <summary>Directions that favour none.</summary>
internal static class RandomDirections
{
    /// <summary>A vector of length 1, uniform on the sphere.</summary>
    public static float[] Draw(int dimension, RandomSource random)
    {
        var direction = new float[dimension];
        for (var i = 0; i < dimension; i++)
            direction[i] = (float)Normal.Sample(random, 0, 1);
        TensorPrimitives.Divide(direction, TensorPrimitives.Norm<float>(direction), direction);
        return direction;
    }
}
