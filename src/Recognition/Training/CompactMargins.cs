using System.Numerics.Tensors;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Training;

/// <summary>
/// The margins that a network under training gives some faces (<see cref="Networks.Network.Margin"/>), and how they pull at
/// its units: both are products of all faces with all units. Memory for step after step. Not thread-safe.
/// </summary>
/// <param name="faces">Placed faces.</param>
/// <param name="units">h.</param>
internal sealed class CompactMargins(PackedRows faces, int units)
{
    private readonly float[] _activations = new float[units * faces.Stride];
    private readonly float[] _margins = new float[faces.Count];
    private readonly float[] _nearest = new float[faces.Count];
    private readonly float[] _active = new float[faces.Count];

    /// <summary>Computes them.</summary>
    /// <param name="weights">h rows of d + 1 weights.</param>
    /// <param name="biases">h biases.</param>
    /// <param name="output">The weight of every unit in the margin.</param>
    /// <returns>One a face, to be overwritten with what <see cref="AddGradient"/> takes.</returns>
    public Span<float> Of(ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, float output)
    {
        faces.Times(weights, _activations);
        Array.Clear(_margins);
        Array.Fill(_nearest, float.NegativeInfinity);
        for (var unit = 0; unit < units; unit++)
        {
            var activations = _activations.AsSpan(unit * faces.Stride, faces.Count);
            TensorPrimitives.Add(activations, biases[unit], activations);
            TensorPrimitives.Multiply(activations, output, activations);
            TensorPrimitives.Max(activations, 0, _active);
            TensorPrimitives.Add(_margins, _active, _margins);
            TensorPrimitives.Max(_nearest, activations, _nearest);
        }

        for (var face = 0; face < _margins.Length; face++)
            _margins[face] = _margins[face] > 0 ? _margins[face] : units * _nearest[face];
        return _margins;
    }

    /// <summary>Adds the gradient by the weights of a function of the margins of the last <see cref="Of"/>.</summary>
    /// <param name="pulls">The function's derivative by each face's margin, times the weight of a unit in it.</param>
    /// <param name="gradient">h rows of d + 1 values.</param>
    public void AddGradient(ReadOnlySpan<float> pulls, Span<float> gradient)
    {
        for (var face = 0; face < pulls.Length; face++)
            Share(face, pulls[face]);
        for (var unit = 0; unit < units; unit++)
            faces.AddWeighted(_activations.AsSpan(unit * faces.Stride, faces.Stride), gradient.Slice(unit * faces.Dimension, faces.Dimension));
    }

    /// <summary>A face pulls at every active unit, or at the nearest where none is active; activations become pulls.</summary>
    private void Share(int face, float pull)
    {
        var isSilent = _nearest[face] <= 0;
        for (var (unit, at) = (0, face); unit < units; unit++, at += faces.Stride)
        {
            var isNearest = isSilent && _activations[at] == _nearest[face];
            _activations[at] = isNearest ? units * pull : _activations[at] > 0 ? pull : 0;
            // One of two that are equally near.
            if (isNearest)
                (isSilent, pull) = (false, 0);
        }
    }
}
