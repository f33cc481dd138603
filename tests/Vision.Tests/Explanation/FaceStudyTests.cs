using System.Numerics.Tensors;
using Mote.Tests;
using Mote.Vision.Explanation;
using Mote.Vision.Photos;
using SkiaSharp;

namespace Mote.Vision.Tests.Explanation;

public sealed class FaceStudyTests(RealPipeline real) : IClassFixture<RealPipeline>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Study_OfAPhoto_ReadsTheSameFace()
    {
        var reading = real.Face(Portrait.File());
        using var study = Study(Portrait.File());
        Assert.Equal(reading.Face, study.Reading.Face);
        Assert.Equal(reading.Quality, study.Reading.Quality);
        Assert.InRange(TensorPrimitives.Distance<float>(reading.Embedding, study.Reading.Embedding), 0, 1e-3f);
        Assert.Equal(512 * 49, study.Features!.Length);
    }

    [Fact]
    public void Study_OfARefusedPhoto_SaysWhy()
    {
        Assert.Null(real.Pipeline.Study("no photo"u8.ToArray(), out var refusal, Cancelled));
        Assert.Equal(RefusalReason.PhotoUnreadable, refusal!.Reason);
        Assert.Null(real.Pipeline.Study(Portrait.Drawn(250, 250, (_, _) => { }), out refusal, Cancelled));
        Assert.Equal(RefusalReason.NoFace, refusal!.Reason);
    }

    [Fact]
    public void Dispose_ClearsWhatItHeld()
    {
        var study = Study(Portrait.File());
        var (embedding, features) = (study.Reading.Embedding, study.Features!);
        study.Dispose();
        Assert.All(new[] { embedding, features }, values => Assert.Equal(0, TensorPrimitives.MaxMagnitude<float>(values)));
    }

    [Fact]
    public void DrawPhoto_OneHotPart_LiesOverThatPartOfTheFace()
    {
        // Turned and enlarged, so that the map must be turned and enlarged with it.
        var photo = Portrait.Drawn(1500, 1200, (canvas, portrait) =>
        {
            using var image = SKImage.FromBitmap(portrait);
            canvas.RotateDegrees(12, 750, 600);
            canvas.DrawImage(image, new SKRect(300, 150, 1200, 1050), new SKSamplingOptions(SKCubicResampler.Mitchell));
        });
        using var study = Study(photo);
        // The part that holds the right eye of an aligned face.
        var evidence = new float[49];
        evidence[7 * 3 + 2] = 1;
        using var cold = SKBitmap.Decode(study.DrawPhoto(new HeatMap(7, 7, new float[49])));
        using var hot = SKBitmap.Decode(study.DrawPhoto(new HeatMap(7, 7, evidence)));

        Assert.Equal((1024, 819), (hot.Width, hot.Height));
        double x = 0, y = 0, weight = 0;
        for (var row = 0; row < hot.Height; row++)
        {
            for (var column = 0; column < hot.Width; column++)
            {
                var (one, other) = (hot.GetPixel(column, row), cold.GetPixel(column, row));
                var change = Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue);
                (x, y, weight) = (x + change * column, y + change * row, weight + change);
            }
        }

        var scale = 1024.0 / 1500;
        var (eye, other2) = (study.Reading.Face.Landmarks.RightEye, study.Reading.Face.Landmarks.LeftEye);
        var apart = Math.Sqrt(Math.Pow(eye.X - other2.X, 2) + Math.Pow(eye.Y - other2.Y, 2)) * scale;
        Assert.InRange(Math.Sqrt(Math.Pow(x / weight - eye.X * scale, 2) + Math.Pow(y / weight - eye.Y * scale, 2)), 0, apart / 4);
    }

    [Fact]
    public void DrawAligned_IsTheCropTwiceAsLarge()
    {
        using var study = Study(Portrait.File());
        using var drawn = SKBitmap.Decode(study.DrawAligned(new HeatMap(7, 7, [.. Enumerable.Repeat(1f, 49)])));
        Assert.Equal((224, 224), (drawn.Width, drawn.Height));
    }

    private FaceStudy Study(byte[] photo) => real.Pipeline.Study(photo, out _, Cancelled)!;
}
