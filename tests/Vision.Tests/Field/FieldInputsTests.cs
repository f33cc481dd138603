using Mote.Vision.Photos;
using SkiaSharp;

namespace Mote.Vision.Tests.Field;

/// <summary>Each input that was answered wrongly once, with the models of real people and with those that come with Mote.</summary>
public sealed class FieldInputsTests : IDisposable
{
    private const string Upright = "upright-007-enrol.jpg";
    private const string UpsideDown = "upside-down-007-enrol.jpg";

    private FieldModels? _models;

    private FieldModels Models(bool real) => _models ??= real ? FieldModels.Real() : FieldModels.Demo();

    [Fact]
    public void OwnPhoto_HoweverItIsTurned_MatchesWithRealModels()
    {
        var models = Models(true);
        foreach (var enrolled in new[] { Upright, UpsideDown })
        {
            var person = models.Enrol(enrolled);
            foreach (var probe in new[] { "upright-007-probe.jpg", "upside-down-007-probe.jpg", "stale-tag3-007-probe.jpg" })
                Assert.True(models.IsMatch(person, probe), $"{probe} against {enrolled}");
        }
    }

    [Fact]
    public void StrangerUpsideDown_IsNoMatch_OfSomebodyEnrolledUpsideDown_WithRealModels()
    {
        var models = Models(true);
        Assert.False(models.IsMatch(models.Enrol(UpsideDown), "upside-down-010-probe.jpg"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PhotoWithoutItsLastBytes_IsRead(bool real)
    {
        var models = Models(real);
        Assert.True(models.IsMatch(models.Enrol(Upright), "no-eoi-007-probe.jpg"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TransparentPhoto_IsRefusedAsSuch(bool real)
    {
        var models = Models(real);
        Assert.Equal(RefusalReason.Transparent, models.Refusal("alpha0-007-probe.png"));
        Assert.Contains("transparent", Assert.IsType<PhotoRefusal>(models.Read(FieldModels.File("alpha0-007-probe.png"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HalfTheExposure_WithRealModels_Matches()
    {
        var models = Models(true);
        Assert.True(models.IsMatch(models.Enrol(Upright), "dark50-007-probe.jpg"));
    }

    [Fact]
    public void SmallOnALargeCanvas_WithRealModels_Matches()
    {
        var models = Models(true);
        Assert.True(models.IsMatch(models.Enrol(Upright), "canvas4k-007-probe.jpg"));
    }

    /// <summary>A photo of 24 megapixels is decoded smaller, and a face on it is as small as at 4K on the camera.</summary>
    [Fact]
    public void SmallOnTheCanvasOfALargeCamera_WithRealModels_Matches()
    {
        var models = Models(true);
        using var photo = SKBitmap.Decode(FieldModels.File("upright-007-probe.jpg"));
        using var camera = new SKBitmap(6000, 4000);
        using (var canvas = new SKCanvas(camera))
        {
            canvas.Clear(SKColors.Gray);
            canvas.DrawBitmap(photo, 3700, 1200, new SKSamplingOptions(SKFilterMode.Nearest));
        }

        Assert.True(models.IsMatch(models.Enrol(Upright), camera.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray()));
    }

    [Fact]
    public void Squirrel_WithRealModels_IsNoFace() => Assert.Equal(RefusalReason.NoFace, Models(true).Refusal("squirrel-enrol.jpg"));

    public void Dispose() => _models?.Dispose();
}
