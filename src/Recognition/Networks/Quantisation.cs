using Mote.Recognition.Networks;

namespace Mote.Recognition.Networks;

/// <summary>What storing a network in few bits does to it.</summary>
public static class Quantisation
{
    /// <summary>The network as it will score once it has been stored and read again: calibrate this one.</summary>
    public static Network Apply(Network network, WeightPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Network(network.Form, [.. network.Layers.Select(layer =>
        {
            var bytes = new byte[Bytes(layer, precision)];
            QuantisedLayer.Write(layer, precision, bytes);
            return QuantisedLayer.Read(layer.Inputs, layer.Outputs, !layer.Biases.IsEmpty, precision, bytes);
        })]);
    }

    /// <summary>Bytes of a stored network: weights, biases, output weights and scales.</summary>
    public static int Bytes(Network network, WeightPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Layers.Sum(layer => Bytes(layer, precision));
    }

    private static int Bytes(DenseLayer layer, WeightPrecision precision) =>
        QuantisedLayer.Bytes(layer.Inputs, layer.Outputs, !layer.Biases.IsEmpty, precision);
}
