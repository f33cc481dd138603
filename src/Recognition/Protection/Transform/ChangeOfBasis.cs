using Mote.Recognition.Networks;

namespace Mote.Recognition.Protection.Transform;

/// <summary>
/// Writes a first layer W in turned coordinates, W R^T, which gives for a turned embedding what W gave for it: the rows
/// are turned like embeddings. Columns behind those of the embedding are no coordinates and stay.
/// </summary>
internal static class ChangeOfBasis
{
    public static Network Into(Network network, OrthogonalTransform transform) => Turn(network, transform.Apply);

    public static Network OutOf(Network network, OrthogonalTransform transform) => Turn(network, transform.Invert);

    private static Network Turn(Network network, Turning turning) =>
        network.WithFirst(Turn(network.Layers[0], turning, network.Dimension));

    private static DenseLayer Turn(DenseLayer first, Turning turning, int turnedColumns)
    {
        var weights = first.Weights.ToArray();
        for (var row = 0; row < first.Outputs; row++)
        {
            var columns = weights.AsSpan(row * first.Inputs, turnedColumns);
            turning(columns, columns);
        }

        return new DenseLayer(first.Inputs, first.Outputs, weights, first.Biases.ToArray());
    }

    private delegate void Turning(ReadOnlySpan<float> from, Span<float> to);
}
