using Mote.Portraits.Drawing;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using SkiaSharp;

namespace Mote.Portraits.Tests.Photos;

public sealed class PortraitStudioTests
{
    private const ulong Population = 77;

    [Fact]
    public void Take_SamePersonAndPhoto_IsTheSameFileWhoeverElseIsDrawn()
    {
        var alone = PortraitStudio.Take(Person.Of(Population, 3), 2);
        Parallel.For(0, 24, i => Assert.Equal(alone.Jpeg, i % 3 == 0 ? PortraitStudio.Take(Person.Of(Population, 3), 2).Jpeg : Other(i)));

        byte[] Other(int i)
        {
            PortraitStudio.Take(Person.Of(Population, i), i);
            return alone.Jpeg;
        }
    }

    [Fact]
    public void Take_AnotherPhotoOrPersonOrPopulation_Differs()
    {
        var photo = PortraitStudio.Take(Person.Of(Population, 0), 0).Jpeg;
        Assert.NotEqual(photo, PortraitStudio.Take(Person.Of(Population, 0), 1).Jpeg);
        Assert.NotEqual(photo, PortraitStudio.Take(Person.Of(Population, 2), 0).Jpeg);
        Assert.NotEqual(photo, PortraitStudio.Take(Person.Of(Population + 1, 0), 0).Jpeg);
    }

    [Fact]
    public void Take_IsASmallJpegOfTheFrame()
    {
        var jpeg = PortraitStudio.Take(Person.Of(Population, 1), 0).Jpeg;
        using var codec = SKCodec.Create(new MemoryStream(jpeg));
        Assert.Equal(SKEncodedImageFormat.Jpeg, codec.EncodedFormat);
        Assert.Equal((PortraitStudio.Edge, PortraitStudio.Edge), (codec.Info.Width, codec.Info.Height));
        Assert.InRange(jpeg.Length, 2_000, 60_000);
    }

    [Fact]
    public void Landmarks_OfManyPhotos_LieInTheFrameAsAFaceHasThem()
    {
        Parallel.For(0, 200, number =>
        {
            var points = PortraitStudio.Take(Person.Of(Population, number), 0).Landmarks;
            for (var i = 0; i < 5; i++)
            {
                Assert.InRange(points[i].X, 10, PortraitStudio.Edge - 10);
                Assert.InRange(points[i].Y, 10, PortraitStudio.Edge - 10);
            }

            Assert.True(points.RightEye.X < points.LeftEye.X && points.RightMouth.X < points.LeftMouth.X);
            Assert.True(Math.Max(points.RightEye.Y, points.LeftEye.Y) < Math.Min(points.RightMouth.Y, points.LeftMouth.Y));
        });
    }

    [Fact]
    public void Landmarks_OfTheEyes_AreDarkerThanTheCheeksBelow()
    {
        // The iris and its pupil are drawn there; the cheek is a third of the way down to the mouth and outwards.
        var darker = 0;
        for (var number = 0; number < 60; number++)
        {
            var portrait = PortraitStudio.Take(Person.Of(Population, number), 0);
            using var photo = SKBitmap.Decode(portrait.Jpeg);
            var (eye, mouth) = (portrait.Landmarks.RightEye, portrait.Landmarks.RightMouth);
            if (Darkest(photo, eye.X, eye.Y) < Darkest(photo, eye.X, eye.Y + (mouth.Y - eye.Y) * 0.55f))
                darker++;
        }

        Assert.InRange(darker, 54, 60);

        static float Darkest(SKBitmap photo, float x, float y) => (
            from dx in Enumerable.Range(-2, 5)
            from dy in Enumerable.Range(-2, 5)
            select Luminance(photo.GetPixel((int)x + dx, (int)y + dy))).Min();
    }

    [Fact]
    public void Photos_OfTheSecondGroup_VaryMore()
    {
        var turns = Enumerable.Range(0, 400).ToLookup(number => Person.Of(Population, number).Group, number => Conditions.Of(Person.Of(Population, number), 0).Yaw);
        Assert.InRange(Spread(turns[AttributeGroup.B]) / Spread(turns[AttributeGroup.A]), 1.15, 1.6);

        static double Spread(IEnumerable<float> values) => Math.Sqrt(values.Average(value => (double)value * value));
    }

    [Fact]
    public void TakeEmpty_ShowsNobody()
    {
        using var empty = SKBitmap.Decode(PortraitStudio.TakeEmpty(Population, 1));
        using var portrait = SKBitmap.Decode(PortraitStudio.Take(Person.Of(Population, 1), 0).Jpeg);
        // The same wall at the top corner, and a person in the middle of one of them.
        Assert.InRange(Math.Abs(Luminance(empty.GetPixel(3, 3)) - Luminance(portrait.GetPixel(3, 3))), 0, 20);
        Assert.NotEqual(empty.GetPixel(96, 96), portrait.GetPixel(96, 96));
    }

    private static float Luminance(SKColor colour) => 0.299f * colour.Red + 0.587f * colour.Green + 0.114f * colour.Blue;
}
