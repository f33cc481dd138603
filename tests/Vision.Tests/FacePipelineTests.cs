using System.Numerics.Tensors;
using Mote.Tests;
using Mote.Vision.Photos;
using Mote.Vision.Readings;
using SkiaSharp;

namespace Mote.Vision.Tests;

public sealed class FacePipelineTests(RealPipeline real, ITestOutputHelper output) : IClassFixture<RealPipeline>
{
    private static readonly SKSamplingOptions Smooth = new(SKCubicResampler.Mitchell);

    [Fact]
    public void Read_SharedPhotos_AgreesWithTheReferenceEmbeddingsAndRefusesFew()
    {
        var lfw = LfwEmbeddings.Load();
        var folder = SharedData.Path("lfw/photos");
        var rows = Enumerable.Range(0, lfw.Rows.Length).Where(row => File.Exists(Path.Combine(folder, lfw.Labels[row].Image))).Where((_, i) => i % 6 == 0).ToArray();
        var cosines = new List<float>();
        var refusals = new List<RefusalReason>();
        Parallel.ForEach(rows, row =>
        {
            var reading = real.Pipeline.Read(File.ReadAllBytes(Path.Combine(folder, lfw.Labels[row].Image)), TestContext.Current.CancellationToken);
            lock (cosines)
            {
                if (reading is FaceReading face)
                    cosines.Add(TensorPrimitives.CosineSimilarity(face.Embedding, lfw.Rows[row]));
                else
                    refusals.Add(((PhotoRefusal)reading).Reason);
            }
        });

        cosines.Sort();
        output.WriteLine($"{rows.Length} photos, median cosine {cosines[cosines.Count / 2]:F3}, 1 % quantile {cosines[cosines.Count / 100]:F3}; refused {refusals.Count}: {string.Join(", ", refusals.CountBy(reason => reason))}");
        Assert.InRange(cosines[cosines.Count / 2], 0.9f, 1f);
        Assert.InRange(refusals.Count, 0, rows.Length / 40);
    }

    [Fact]
    public void Read_Embedding_IsAsLongAsTheEmbedderMakesIt() =>
        Assert.InRange(TensorPrimitives.Norm(real.Face(Portrait.File()).Embedding), 10, 26);

    [Fact]
    public void Read_PngAndWebP_GiveTheFaceOfTheJpeg()
    {
        using var photo = Portrait.Bitmap();
        var reference = real.Face(Portrait.File()).Embedding;
        Assert.InRange(Cosine(reference, Portrait.Encode(photo, SKEncodedImageFormat.Png)), 0.999f, 1.001f);
        Assert.InRange(Cosine(reference, Portrait.Encode(photo, SKEncodedImageFormat.Webp)), 0.95f, 1.001f);
    }

    [Fact]
    public void Read_LargePhoto_IsTheSameFace() =>
        Assert.InRange(Cosine(real.Face(Portrait.File()).Embedding, Portrait.Drawn(4000, 4000, (canvas, photo) =>
        {
            using var image = SKImage.FromBitmap(photo);
            canvas.DrawImage(image, new SKRect(0, 0, 4000, 4000), Smooth);
        })), 0.9f, 1f);

    [Fact]
    public void Read_SmallFaceInALargePhoto_KeepsItsDetail() =>
        Assert.InRange(Cosine(real.Face(Portrait.File()).Embedding, Portrait.Drawn(1600, 1200, (canvas, photo) =>
        {
            using var image = SKImage.FromBitmap(photo);
            canvas.DrawImage(image, 700, 500, Smooth);
        })), 0.9f, 1f);

    [Fact]
    public void Read_CloseUpSelfie_IsFound()
    {
        var face = real.Face(Portrait.File());
        var box = new SKRect(face.Face.Left, face.Face.Top, face.Face.Left + face.Face.Width, face.Face.Top + face.Face.Height);
        var height = (int)(900 * box.Height / box.Width);
        var closeUp = Portrait.Drawn(900, height, (canvas, photo) =>
        {
            using var image = SKImage.FromBitmap(photo);
            canvas.DrawImage(image, box, new SKRect(0, 0, 900, height), Smooth);
        });
        // Hair and chin are cut off, which costs likeness; strangers stay below 0.4.
        Assert.InRange(Cosine(face.Embedding, closeUp), 0.7f, 1f);
    }

    [Fact]
    public void Read_TwoFacesSideBySide_IsSeveralFaces()
    {
        var refusal = real.Refusal(Portrait.Drawn(500, 250, (canvas, photo) =>
        {
            using var image = SKImage.FromBitmap(photo);
            canvas.DrawImage(image, 0, 0, Smooth);
            canvas.DrawImage(image, 250, 0, Smooth);
        }));
        Assert.Equal(RefusalReason.SeveralFaces, refusal.Reason);
        Assert.InRange(refusal.Measured!.Value, 0.9, 1);
        Assert.Equal(0.5, refusal.Bound);
    }

    [Fact]
    public void Read_PasserByInTheBackground_IsLeftOut() =>
        Assert.InRange(Cosine(real.Face(Portrait.File()).Embedding, Portrait.Drawn(500, 250, (canvas, photo) =>
        {
            using var image = SKImage.FromBitmap(photo);
            canvas.DrawImage(image, 0, 0, Smooth);
            canvas.DrawImage(image, new SKRect(300, 50, 420, 170), Smooth);
        })), 0.95f, 1f);

    [Fact]
    public void Read_Landscape_HasNoFace() =>
        Assert.Equal(RefusalReason.NoFace, real.Refusal(Landscape()).Reason);

    [Fact]
    public void Read_TinyFace_IsTooSmall()
    {
        var refusal = real.Refusal(Portrait.Drawn(250, 250, (canvas, photo) =>
        {
            using var image = SKImage.FromBitmap(photo);
            canvas.DrawImage(image, new SKRect(80, 80, 160, 160), Smooth);
        }));
        Assert.Equal(RefusalReason.FaceTooSmall, refusal.Reason);
        Assert.InRange(refusal.Measured!.Value, 15, 39.99);
    }

    [Fact]
    public void Read_BlurredFace_IsBlurred()
    {
        using var blur = SKImageFilter.CreateBlur(5, 5);
        using var paint = new SKPaint { ImageFilter = blur };
        Assert.Equal(RefusalReason.Blurred, real.Refusal(Portrait.Painted(paint)).Reason);
    }

    [Theory]
    [InlineData(0.05f, 0f, RefusalReason.TooDark)]
    [InlineData(0.2f, 0.8f, RefusalReason.TooBright)]
    public void Read_BadExposure_IsNamed(float contrast, float lift, RefusalReason expected)
    {
        using var filter = SKColorFilter.CreateColorMatrix([contrast, 0, 0, 0, lift, 0, contrast, 0, 0, lift, 0, 0, contrast, 0, lift, 0, 0, 0, 1, 0]);
        using var paint = new SKPaint { ColorFilter = filter };
        var refusal = real.Refusal(Portrait.Painted(paint));
        Assert.Equal(expected, refusal.Reason);
        Assert.NotNull(refusal.Bound);
        Assert.Contains("light", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyAtOnce_GiveTheSameEmbedding()
    {
        var photo = Portrait.File();
        var expected = real.Face(photo).Embedding;
        Parallel.For(0, 24, _ => Assert.Equal(expected, real.Face(photo).Embedding));
    }

    [Fact]
    public void Read_Cancelled_Throws() =>
        Assert.Throws<OperationCanceledException>(() => real.Pipeline.Read(Portrait.File(), new CancellationToken(canceled: true)));

    [Fact]
    public void ToString_OfAReading_HoldsNoEmbedding()
    {
        var face = real.Face(Portrait.File());
        Assert.DoesNotContain(face.Embedding[0].ToString(System.Globalization.CultureInfo.InvariantCulture), face.ToString(), StringComparison.Ordinal);
    }

    private float Cosine(float[] reference, byte[] photo) => TensorPrimitives.CosineSimilarity(reference, real.Face(photo).Embedding);

    /// <summary>Sky, hills, trees and a sun.</summary>
    private static byte[] Landscape()
    {
        using var bitmap = new SKBitmap(800, 600);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.LightSkyBlue);
        using var paint = new SKPaint { Color = SKColors.Yellow, IsAntialias = true };
        canvas.DrawCircle(650, 100, 50, paint);
        paint.Color = SKColors.ForestGreen;
        canvas.DrawOval(200, 600, 400, 200, paint);
        paint.Color = SKColors.DarkGreen;
        for (var x = 20; x < 800; x += 60)
            canvas.DrawRect(x, 380 - x % 70, 20, 200, paint);
        return Portrait.Encode(bitmap);
    }
}
