using System.Numerics.Tensors;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Exclusion;

/// <summary>
/// Turns the first layer of a network within one plane: by an angle from one direction away from another, and nothing
/// outside the plane. It is orthogonal, so norms, the Gram matrix, biases and output weights stay as they are and only the
/// frame, which is personal anyway, moves.
/// </summary>
internal sealed class PlaneRotation : IDisposable
{
    private readonly float[] _direction;
    private readonly float[] _aside;

    /// <summary>Spans the plane.</summary>
    /// <param name="direction">What is turned, L2-normalised; not copied.</param>
    /// <param name="from">What it is turned away from.</param>
    public PlaneRotation(float[] direction, ReadOnlySpan<float> from)
    {
        _direction = direction;
        // The part of it that the direction does not have.
        _aside = from.ToArray();
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot(direction, from), _aside, _aside);
        var length = TensorPrimitives.Norm(_aside);
        IsDegenerate = !(length > 1e-4f);
        TensorPrimitives.Divide(_aside, length, _aside);
    }

    /// <summary>Whether both are one direction, so that there is no plane.</summary>
    public bool IsDegenerate { get; }

    /// <summary>Overwrites what it knows of the other direction, which may be a face.</summary>
    public void Dispose() => Array.Clear(_aside);

    /// <summary>The network turned by an angle in radians.</summary>
    public Network Turn(Network network, double angle)
    {
        var (sin, cos) = ((float)Math.Sin(angle), (float)Math.Cos(angle));
        var hidden = network.Layers[0];
        var weights = hidden.Weights.ToArray();
        for (var unit = 0; unit < hidden.Outputs; unit++)
        {
            var row = weights.AsSpan(unit * hidden.Inputs, _direction.Length);
            var (along, aside) = (TensorPrimitives.Dot(row, _direction), TensorPrimitives.Dot(row, _aside));
            TensorPrimitives.MultiplyAdd(_direction, cos * along + sin * aside - along, row, row);
            TensorPrimitives.MultiplyAdd(_aside, cos * aside - sin * along - aside, row, row);
        }

        return network.WithFirst(new DenseLayer(hidden.Inputs, hidden.Outputs, weights, hidden.Biases.ToArray()));
    }
}
