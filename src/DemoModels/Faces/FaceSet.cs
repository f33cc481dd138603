using MathNet.Numerics.Random;
using Mote.Recognition.Training;
using static TorchSharp.torch;

namespace Mote.DemoModels.Faces;

/// <summary>Pictures to train with, one after another in memory.</summary>
/// <param name="Edge">The edge of a picture.</param>
/// <param name="Pixels">Red, green and blue planes of each picture.</param>
internal sealed record FaceSet(int Edge, byte[][] Pixels)
{
    public int Count => Pixels.Length;

    /// <summary>A batch of pictures as a network takes them, [n, 3, Edge, Edge]: <c>pixel / 127.5 - 1</c>.</summary>
    public Tensor Tensor(ReadOnlySpan<int> pictures) => Tensor(pictures, () => (0, 0));

    /// <summary>The same, each picture shifted by up to so many pixels in a random direction.</summary>
    public Tensor Jittered(ReadOnlySpan<int> pictures, int most, RandomSource random) =>
        Tensor(pictures, () => (random.Next(-most, most + 1), random.Next(-most, most + 1)));

    private Tensor Tensor(ReadOnlySpan<int> pictures, Func<(int X, int Y)> shift)
    {
        var size = 3 * Edge * Edge;
        var batch = zeros(pictures.Length, 3, Edge, Edge);
        for (var i = 0; i < pictures.Length; i++)
            Copy(Pixels[pictures[i]], shift(), TensorMemory.Span(batch).Slice(i * size, size));
        return batch;
    }

    private void Copy(ReadOnlySpan<byte> pixels, (int X, int Y) shift, Span<float> planes)
    {
        var (from, to, width) = (Math.Max(0, -shift.X), Math.Max(0, shift.X), Edge - Math.Abs(shift.X));
        for (var row = 0; row < 3 * Edge; row++)
        {
            // A plane's last rows must not run over into the next one.
            var source = row % Edge - shift.Y;
            if (source < 0 || source >= Edge)
                continue;
            var line = pixels.Slice((row - shift.Y) * Edge + from, width);
            var target = planes.Slice(row * Edge + to, width);
            for (var i = 0; i < width; i++)
                target[i] = line[i] / 127.5f - 1;
        }
    }
}
