namespace Mote.Recognition.Training;

/// <summary>
/// What all compact networks share: how the h units lie to each other. A network's first layer is <c>W = C F</c> with
/// this C and a personal F of h orthonormal rows, the frame, so <c>W W^T = C C^T</c> is the same for everybody and tells
/// nothing of anybody, whatever orthogonal transform hides the frame. The units stand around the frame's first row
/// like the corners of a regular simplex, each at one cosine to it.
/// </summary>
internal sealed class CompactShape
{
    private readonly float[,] _corners;

    /// <param name="units">h, at least 1.</param>
    /// <param name="cosine">Of a unit to the frame's first row, above 0 and at most 1; 1 for a single unit.</param>
    public CompactShape(int units, double cosine)
    {
        Units = units;
        Cosine = units == 1 ? 1 : (float)cosine;
        _corners = new float[units, units];
        var sine = Math.Sqrt(1 - (double)Cosine * Cosine);
        for (var unit = 0; unit < units; unit++)
        {
            _corners[unit, 0] = Cosine;
            // Helmert's contrasts: orthonormal, and orthogonal to the sum.
            for (var k = 1; k < units; k++)
            {
                var contrast = (unit < k ? 1 : unit == k ? -k : 0) / Math.Sqrt(k * (k + 1.0));
                _corners[unit, k] = (float)(sine * Math.Sqrt(units / (units - 1.0)) * contrast);
            }
        }
    }

    /// <summary>h.</summary>
    public int Units { get; }

    /// <summary>Of a unit to the frame's first row.</summary>
    public float Cosine { get; }

    /// <summary>The share of a frame's row in a unit.</summary>
    public float this[int unit, int row] => _corners[unit, row];
}
