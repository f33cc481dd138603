using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Onnx;
using SkiaSharp;

namespace Mote.Vision.Detection;

/// <summary>
/// YuNet (OpenCV Zoo, face_detection_yunet 2023mar): a 640 x 640 picture, blue, green and red planes of 0 to 255, in;
/// class, objectness, box and landmarks at strides 8, 16 and 32 out. Thread-safe.
/// </summary>
internal sealed class YuNetDetector : IFaceDetector
{
    /// <summary>The edge of the picture it takes.</summary>
    public const int Edge = 640;

    private const float LeastScore = 0.7f;
    private const float MostOverlap = 0.3f;

    // A face that fills the frame is found once there is a frame around it.
    private const int CloseUpEdge = 256;

    private static readonly int[] Strides = [8, 16, 32];
    private static readonly string[] InputNames = ["input"];
    private static readonly string[] OutputNames = [.. from kind in new[] { "cls", "obj", "bbox", "kps" } from stride in Strides select $"{kind}_{stride}"];
    private static readonly long[] InputShape = [1, 3, Edge, Edge];

    private readonly OnnxModel _model;
    private readonly RunOptions _run = new();
    private readonly ConcurrentBag<float[]> _inputs = [];

    public YuNetDetector(OnnxModel model)
    {
        if (Missing(model) is { } missing)
            throw new ModelException($"The detector is no YuNet model, it has no '{missing}': use face_detection_yunet_2023mar.onnx of the OpenCV Zoo ('mote models get yunet').");
        _model = model;
    }

    public string Sha256 => _model.Sha256;

    public static bool Recognises(OnnxModel model) => Missing(model) is null;

    public IReadOnlyList<DetectedFace> Detect(SKBitmap photo)
    {
        var largest = Math.Max(photo.Width, photo.Height);
        var faces = Detect(photo, Math.Min(1, (float)Edge / largest), 0);
        return faces.Count > 0 ? faces : Detect(photo, (float)CloseUpEdge / largest, (Edge - CloseUpEdge) / 2);
    }

    public void Dispose()
    {
        _run.Dispose();
        _model.Dispose();
    }

    private static string? Missing(OnnxModel model) =>
        OutputNames.Except(model.Session.OutputNames).Concat(InputNames.Except(model.Session.InputNames)).FirstOrDefault();

    private List<DetectedFace> Detect(SKBitmap photo, float scale, int offset)
    {
        var input = _inputs.TryTake(out var used) ? used : new float[3 * Edge * Edge];
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

    private List<DetectedFace> Run(float[] input)
    {
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, InputShape);
        using var outputs = _model.Session.Run(_run, InputNames, [tensor], OutputNames);
        List<DetectedFace> found = [];
        for (var i = 0; i < Strides.Length; i++)
        {
            YuNetGrid.Decode(Strides[i], Edge / Strides[i], Values(i), Values(i + 3), Values(i + 6), Values(i + 9), LeastScore, found);

            ReadOnlySpan<float> Values(int output) => outputs[output].GetTensorDataAsSpan<float>();
        }

        return found;
    }

    private static void Fill(float[] input, SKBitmap photo, float scale, int offset)
    {
        if (scale == 1)
        {
            Fill(input, photo, offset);
            return;
        }

        using var scaled = new SKBitmap(new SKImageInfo(
            Math.Clamp((int)MathF.Round(photo.Width * scale), 1, Edge), Math.Clamp((int)MathF.Round(photo.Height * scale), 1, Edge), SKColorType.Rgba8888, SKAlphaType.Opaque));
        photo.ScalePixels(scaled, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        Fill(input, scaled, offset);
    }

    private static void Fill(float[] input, SKBitmap photo, int offset)
    {
        const int Plane = Edge * Edge;
        // Asked of the native library, so once and not for every pixel.
        var pixels = photo.GetPixelSpan();
        var (width, height, stride) = (photo.Width, photo.Height, photo.RowBytes);
        var blue = input.AsSpan(0, Plane);
        var green = input.AsSpan(Plane, Plane);
        var red = input.AsSpan(2 * Plane, Plane);
        for (var y = 0; y < height; y++)
        {
            var row = pixels.Slice(y * stride, 4 * width);
            var at = (y + offset) * Edge + offset;
            for (var x = 0; x < width; x++)
            {
                red[at + x] = row[4 * x];
                green[at + x] = row[4 * x + 1];
                blue[at + x] = row[4 * x + 2];
            }
        }
    }
}
