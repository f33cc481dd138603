using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Onnx;
using SkiaSharp;

namespace Mote.Vision.Detection;

/// <summary>YuNet at one size of its input. Thread-safe.</summary>
internal sealed class YuNetInput : IDisposable
{
    private const float LeastScore = 0.7f;
    private const float MostOverlap = 0.3f;

    private static readonly int[] Strides = [8, 16, 32];
    private static readonly string[] InputNames = ["input"];
    private static readonly string[] OutputNames = [.. from kind in new[] { "cls", "obj", "bbox", "kps" } from stride in Strides select $"{kind}_{stride}"];

    private readonly OnnxModel _model;
    private readonly int _edge;
    private readonly long[] _shape;
    private readonly RunOptions _run = new();
    private readonly ConcurrentBag<float[]> _inputs = [];

    public YuNetInput(OnnxModel model, int edge) => (_model, _edge, _shape) = (model, edge, [1, 3, edge, edge]);

    public static string? Missing(OnnxModel model) =>
        OutputNames.Except(model.Session.OutputNames).Concat(InputNames.Except(model.Session.InputNames)).FirstOrDefault();

    /// <summary>The faces of a photo that is scaled and laid into the input, in pixels of the photo, the surest first.</summary>
    public List<DetectedFace> Detect(SKBitmap photo, float scale, int offset)
    {
        var input = _inputs.TryTake(out var used) ? used : new float[3 * _edge * _edge];
        try
        {
            Fill(input, photo, scale, offset);
            return [.. NonMaximumSuppression.Apply(Run(input), MostOverlap).Select(face => face.Unscaled(scale, offset))];
        }
        finally
        {
            // Nothing of a photo outlives its reading.
            Array.Clear(input);
            _inputs.Add(input);
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _model.Dispose();
    }

    private List<DetectedFace> Run(float[] input)
    {
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, _shape);
        using var outputs = _model.Session.Run(_run, InputNames, [tensor], OutputNames);
        List<DetectedFace> found = [];
        for (var i = 0; i < Strides.Length; i++)
        {
            YuNetGrid.Decode(Strides[i], _edge / Strides[i], Values(i), Values(i + 3), Values(i + 6), Values(i + 9), LeastScore, found);

            ReadOnlySpan<float> Values(int output) => outputs[output].GetTensorDataAsSpan<float>();
        }

        return found;
    }

    private void Fill(float[] input, SKBitmap photo, float scale, int offset)
    {
        if (scale == 1)
        {
            Fill(input, photo, offset);
            return;
        }

        using var scaled = new SKBitmap(new SKImageInfo(
            Math.Clamp((int)MathF.Round(photo.Width * scale), 1, _edge), Math.Clamp((int)MathF.Round(photo.Height * scale), 1, _edge), SKColorType.Rgba8888, SKAlphaType.Opaque));
        photo.ScalePixels(scaled, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        Fill(input, scaled, offset);
    }

    private void Fill(float[] input, SKBitmap photo, int offset)
    {
        var plane = _edge * _edge;
        // Asked of the native library, so once and not for every pixel.
        var pixels = photo.GetPixelSpan();
        var (width, height, stride) = (photo.Width, photo.Height, photo.RowBytes);
        var blue = input.AsSpan(0, plane);
        var green = input.AsSpan(plane, plane);
        var red = input.AsSpan(2 * plane, plane);
        for (var y = 0; y < height; y++)
        {
            var row = pixels.Slice(y * stride, 4 * width);
            var at = (y + offset) * _edge + offset;
            for (var x = 0; x < width; x++)
            {
                red[at + x] = row[4 * x];
                green[at + x] = row[4 * x + 1];
                blue[at + x] = row[4 * x + 2];
            }
        }
    }
}
