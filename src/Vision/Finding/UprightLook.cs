using Mote.Vision.Alignment;
using Mote.Vision.Detection;
using SkiaSharp;

namespace Mote.Vision.Finding;

/// <summary>
/// Whether an aligned crop looks like an upright face that was drawn, for a detector that cannot tell: a linear judgement of
/// 28 x 28 grey levels, learnt from drawn people (<c>mote-demo-upright.bin</c>: 784 weights and a bias). Thread-safe.
/// </summary>
internal sealed class UprightLook
{
    /// <summary>Cells an edge.</summary>
    public const int Edge = 28;

    private const int Cell = AlignedFace.Edge / Edge;

    // From the judgement, learnt as 1 and -1, to a share.
    private const float Steepness = 6;

    private readonly float[] _weights;

    /// <param name="weights">One a cell, and the bias.</param>
    public UprightLook(float[] weights) => _weights = weights.Length == Edge * Edge + 1 ? weights : throw new ArgumentException("There is one weight a cell, and a bias.", nameof(weights));

    /// <summary>What was learnt for the models that come with Mote.</summary>
    public static UprightLook Drawn()
    {
        using var resource = typeof(UprightLook).Assembly.GetManifestResourceStream("Mote.Vision.Finding.mote-demo-upright.bin")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        var weights = new float[bytes.Length / sizeof(float)];
        Buffer.BlockCopy(bytes, 0, weights, 0, bytes.Length);
        return new UprightLook(weights);
    }

    /// <summary>How much a face looks so, 0 to 1.</summary>
    public float Of(SKBitmap picture, FaceLandmarks landmarks)
    {
        Span<float> cells = stackalloc float[Edge * Edge];
        Cells(picture, landmarks, cells);
        var sum = _weights[^1];
        for (var i = 0; i < cells.Length; i++)
            sum += _weights[i] * cells[i];
        return 1 / (1 + MathF.Exp(-Steepness * sum));
    }

    /// <summary>What is judged of a face: the grey of each cell of its crop, of mean 0 and length 1 together.</summary>
    public static void Cells(SKBitmap picture, FaceLandmarks landmarks, Span<float> cells)
    {
        using var aligned = AlignedFace.Of(picture, landmarks);
        var pixels = aligned.Pixels;
        cells.Clear();
        for (var y = 0; y < Edge * Cell; y++)
        {
            for (var x = 0; x < Edge * Cell; x++)
            {
                var at = 4 * (y * AlignedFace.Edge + x);
                cells[y / Cell * Edge + x / Cell] += 0.299f * pixels[at] + 0.587f * pixels[at + 1] + 0.114f * pixels[at + 2];
            }
        }

        var (mean, squares) = (0f, 0f);
        foreach (var cell in cells)
            mean += cell / cells.Length;
        foreach (ref var cell in cells)
        {
            cell -= mean;
            squares += cell * cell;
        }

        var length = MathF.Sqrt(Math.Max(1, squares));
        foreach (ref var cell in cells)
            cell /= length;
    }
}
