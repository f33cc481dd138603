using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Mote.Recognition.Networks;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Tests.Privacy;

/// <summary>An orthogonal matrix uniform among all (Stewart 1980): the QR factor of a Gaussian matrix, with the signs of R's diagonal.</summary>
internal sealed class HaarRotation
{
    private readonly Matrix<double> _matrix;

    public HaarRotation(int dimension, ulong seed)
    {
        var random = SeededRandom.Create(seed);
        var factors = DenseMatrix.Create(dimension, dimension, (_, _) => Normal.Sample(random, 0, 1)).QR();
        _matrix = factors.Q * DenseMatrix.OfDiagonalArray([.. factors.R.Diagonal().Select(value => value < 0 ? -1.0 : 1.0)]);
    }

    public float[] Turn(ReadOnlySpan<float> vector) =>
        [.. (_matrix * DenseVector.OfEnumerable(vector.ToArray().Select(value => (double)value))).Select(value => (float)value)];

    /// <summary>The network that says to turned embeddings what this one says to embeddings.</summary>
    public Network Turn(Network network)
    {
        var first = network.Layers[0];
        var weights = Enumerable.Range(0, first.Outputs).SelectMany(unit => Turn(first.Row(unit))).ToArray();
        return network.WithFirst(new DenseLayer(first.Inputs, first.Outputs, weights, first.Biases.ToArray()));
    }
}
