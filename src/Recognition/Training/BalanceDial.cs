using System.Numerics.Tensors;
using Mote.Recognition.Spaces;

namespace Mote.Recognition.Training;

/// <summary>
/// The balance between attribute groups as a term of the loss: <c>strength sum_g (share_g - 1/G) f' S_g f</c> over the
/// direction f that a network looks in and the covariances S_g of how photos of one person vary in group g. A group with
/// more than its share has the variance of its scores made smaller, so fewer of its photos fall below the threshold, at
/// the cost of the others; equal shares change nothing.
/// </summary>
internal sealed class BalanceDial(FaceSpace space, float[] shares, CompactShape shape, float strength)
{
    private readonly float[] _turn = new float[space.Dimension];

    /// <summary>Adds the term's gradient by the frame's first row, spread evenly over the units.</summary>
    /// <param name="gradient">h rows of d + 1 values.</param>
    /// <param name="direction">The frame's first row.</param>
    public void AddTo(Span<float> gradient, ReadOnlySpan<float> direction)
    {
        _turn.AsSpan().Clear();
        for (var group = 0; group < shares.Length; group++)
        {
            var excess = shares[group] - 1f / shares.Length;
            if (excess == 0)
                continue;
            for (var row = 0; row < _turn.Length; row++)
                _turn[row] += excess * TensorPrimitives.Dot(space.Variations[group][row], direction);
        }

        // What all units share moves the first row alone: the other rows are contrasts.
        var share = 2 * strength / (shape.Units * shape.Cosine);
        for (var unit = 0; unit < shape.Units; unit++)
        {
            var row = gradient.Slice(unit * space.PlacedLength, _turn.Length);
            TensorPrimitives.MultiplyAdd(_turn, share, row, row);
        }
    }
}
