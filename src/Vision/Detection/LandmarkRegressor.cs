using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Onnx;
using SkiaSharp;

namespace Mote.Vision.Detection;

/// <summary>
/// The demo detector: a picture that shows one face at most, 96 x 96, red, green and blue planes of -1 to 1, in; the
/// logit of there being a face and its five points, as shares of the frame, out. Thread-safe.
/// </summary>
internal sealed class LandmarkRegressor : IFaceDetector
{
    /// <summary>The edge of the picture it takes.</summary>
    public const int Edge = 96;

    /// <summary>What it gives: one logit and ten coordinates.</summary>
    public const int Values = 11;

    public const string Input = "picture";
    public const string Output = "landmarks";

    private const float LeastScore = 0.5f;

    // A face box as other detectors give it, in distances between the eyes.
    private const float BoxWidth = 2.3f;
    private const float BoxHeight = 3.0f;

    private static readonly string[] InputNames = [Input];
    private static readonly string[] OutputNames = [Output];
    private static readonly long[] InputShape = [1, 3, Edge, Edge];

    private readonly OnnxModel _model;
    private readonly RunOptions _run = new();
    private readonly ConcurrentBag<float[]> _inputs = [];

    public LandmarkRegressor(OnnxModel model) => _model = model;

    public string Sha256 => _model.Sha256;

    // It knows upright faces that fill a good part of the frame, and calls others so too: there is no telling by its score, so
    // that what it finds is taken as it is.
    public DetectorTraits Traits { get; } = new()
    {
        SureScore = 0,
        TurnMargin = 1,
        LeastOfOrientations = 0,
        LeastScore = 0,
        LeastCoarseScore = 0,
        ExactWidth = 0,
        LevelRoll = 0,
        MostRoll = 180,
        CloseUpEdge = 2 * Edge,
        CloseUpWidth = 84,
        // The models beside it learnt faces in any light.
        LightsFaces = false,
        TileEdge = 0,
    };

    public float ScaleOf(SKBitmap photo) => (float)Edge / Math.Max(photo.Width, photo.Height);

    public IReadOnlyList<DetectedFace> DetectFrameFilling(SKBitmap photo) => [];

    public IReadOnlyList<DetectedFace> DetectCloseUp(SKBitmap closeUp) => Detect(closeUp);

    public static bool Recognises(OnnxModel model) =>
        model.Session.InputNames is [Input] && model.Session.OutputNames is [Output];

    public IReadOnlyList<DetectedFace> Detect(SKBitmap photo)
    {
        var input = _inputs.TryTake(out var used) ? used : new float[3 * Edge * Edge];
        try
        {
            using var framed = Framed(photo, out var scale, out var offset);
            Fill(input, framed.GetPixelSpan());
            using var tensor = OrtValue.CreateTensorValueFromMemory(input, InputShape);
            using var outputs = _model.Session.Run(_run, InputNames, [tensor], OutputNames);
            var values = outputs[0].GetTensorDataAsSpan<float>();
            var score = 1 / (1 + MathF.Exp(-values[0]));
            return score < LeastScore ? [] : [Face(values[1..], score, scale, offset)];
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

    /// <summary>The photo as the network takes it: scaled as a whole into the middle of the frame.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="scale">What a length on the photo is multiplied by.</param>
    /// <param name="offset">Where the photo's corner then lies.</param>
    internal static SKBitmap Framed(SKBitmap photo, out float scale, out SKPoint offset)
    {
        scale = (float)Edge / Math.Max(photo.Width, photo.Height);
        offset = new SKPoint((Edge - photo.Width * scale) / 2, (Edge - photo.Height * scale) / 2);
        var framed = new SKBitmap(new SKImageInfo(Edge, Edge, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(framed);
        canvas.Clear(SKColors.Black);
        using var image = SKImage.FromPixels(photo.PeekPixels());
        canvas.DrawImage(image, SKRect.Create(offset.X, offset.Y, photo.Width * scale, photo.Height * scale), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return framed;
    }

    private static DetectedFace Face(ReadOnlySpan<float> points, float score, float scale, SKPoint offset)
    {
        var landmarks = new FaceLandmarks(Point(points, 0), Point(points, 1), Point(points, 2), Point(points, 3), Point(points, 4));
        var eyes = MathF.Sqrt(MathF.Pow(landmarks.LeftEye.X - landmarks.RightEye.X, 2) + MathF.Pow(landmarks.LeftEye.Y - landmarks.RightEye.Y, 2));
        var (x, y) = (0f, 0f);
        for (var i = 0; i < 5; i++)
            (x, y) = (x + landmarks[i].X / 5, y + landmarks[i].Y / 5);
        return new DetectedFace(x - BoxWidth / 2 * eyes, y - BoxHeight / 2 * eyes, BoxWidth * eyes, BoxHeight * eyes, score, landmarks);

        LandmarkPoint Point(ReadOnlySpan<float> from, int index) =>
            new((from[2 * index] * Edge - offset.X) / scale, (from[2 * index + 1] * Edge - offset.Y) / scale);
    }

    private static void Fill(float[] input, ReadOnlySpan<byte> pixels)
    {
        const int Plane = Edge * Edge;
        for (var plane = 0; plane < 3; plane++)
        {
            var to = input.AsSpan(plane * Plane, Plane);
            for (var i = 0; i < to.Length; i++)
                to[i] = pixels[4 * i + plane] / 127.5f - 1;
        }
    }
}
