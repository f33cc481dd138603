using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Single;

namespace Mote.Evaluation.Privacy;

/// <summary>
/// What no rotation of the embeddings changes in a network: lengths and angles of the first layer's rows and everything
/// behind it. Lists are sorted, so that the order of units does not matter, and long ones thinned out to quantiles.
/// </summary>
internal static class RotationInvariants
{
    private const int Longest = 36;

    /// <summary>The invariants, as many for every network of one shape.</summary>
    public static float[] Of(HeldTemplate template)
    {
        var layers = template.Network.Layers;
        var first = layers[0];
        var units = first.Outputs;
        var rows = Enumerable.Range(0, units).Select(unit => first.Row(unit)[..template.EmbeddingColumns].ToArray()).ToArray();
        float[] norms = [.. rows.Select(row => TensorPrimitives.Norm<float>(row))];
        float[] biases = first.Biases.IsEmpty ? new float[units] : first.Biases.ToArray();
        float[] outputs = layers.Count == 2 ? layers[1].Weights.ToArray() : [.. Enumerable.Repeat(1f, units)];
        var pairs = (from i in Enumerable.Range(0, units) from j in Enumerable.Range(0, i) select (i, j)).ToArray();
        float[] products = [.. pairs.Select(pair => TensorPrimitives.Dot<float>(rows[pair.i], rows[pair.j]))];
        float[] angles = [.. pairs.Select((pair, place) => products[place] / Math.Max(1e-9f, norms[pair.i] * norms[pair.j]))];
        var sum = RecoveredVectors.WeightedSum(template);
        float[] together = [.. rows.Select(row => TensorPrimitives.Dot<float>(row, sum))];

        return
        [
            .. Thin(norms),
            .. Thin(biases),
            // How far each unit's border is from the origin.
            .. Thin(biases.Zip(norms, (bias, norm) => bias / Math.Max(1e-9f, norm))),
            .. Thin(outputs),
            .. Thin(outputs.Zip(norms, (output, norm) => output * norm)),
            .. Thin(outputs.Zip(biases, (output, bias) => output * bias)),
            outputs.Zip(biases, (output, bias) => output * bias).Sum(),
            .. Thin(products),
            .. Thin(angles),
            .. Thin(together),
            .. Thin(Spectrum(rows)),
            .. Enumerable.Range(template.EmbeddingColumns, first.Inputs - template.EmbeddingColumns)
                .SelectMany(column => Thin(Enumerable.Range(0, units).Select(unit => first.Row(unit)[column]))),
            .. layers.Skip(1).SelectMany(layer => (float[])[.. Thin(layer.Weights.ToArray()), .. Thin(layer.Biases.ToArray())]),
        ];
    }

    /// <summary>The singular values of the first layer, the roots of its Gram matrix's spectrum.</summary>
    private static float[] Spectrum(float[][] rows) => DenseMatrix.OfRowArrays(rows).Svd(computeVectors: false).S.ToArray();

    private static float[] Thin(IEnumerable<float> values)
    {
        float[] sorted = [.. values.Order()];
        return sorted.Length <= Longest
            ? sorted
            : [.. Enumerable.Range(0, Longest).Select(i => sorted[(int)((long)i * (sorted.Length - 1) / (Longest - 1))])];
    }
}
