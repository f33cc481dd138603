using System.ComponentModel.DataAnnotations;
using Mote.Vision.Photos;
using Mote.Vision.Quality;

namespace Mote.Vision.Tests.Quality;

public sealed class QualityBoundsTests
{
    private static readonly FaceQuality Good = new(100, 500, 120, 0.1, 110);

    [Fact]
    public void Refuse_GoodFace_IsNull() => Assert.Null(new QualityBounds().Refuse(Good));

    public static TheoryData<FaceQuality, RefusalReason, double, double> Bad => new()
    {
        { Good with { Width = 39 }, RefusalReason.FaceTooSmall, 39, 40 },
        { Good with { Sharpness = 19 }, RefusalReason.Blurred, 19, 20 },
        { Good with { Contrast = 19, Brightness = 20 }, RefusalReason.TooDark, 19, 20 },
        { Good with { Contrast = 19, Brightness = 200 }, RefusalReason.TooBright, 19, 20 },
        { Good with { Contrast = 19 }, RefusalReason.TooFlat, 19, 20 },
        { Good with { Brightness = 231 }, RefusalReason.TooBright, 231, 230 },
        { Good with { Turn = 1.2 }, RefusalReason.TurnedTooFar, 1.2, 1.1 },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Refuse_BadFace_NamesTheValueAndTheBound(FaceQuality quality, RefusalReason reason, double measured, double bound) =>
        Assert.Equal(new PhotoRefusal(reason, measured, bound), new QualityBounds().Refuse(quality));

    [Fact]
    public void Refuse_DarkFaceThatCanBeTold_IsNull() => Assert.Null(new QualityBounds().Refuse(Good with { Brightness = 12, Contrast = 40 }));

    [Fact]
    public void Validation_OutOfRange_SaysTheRange()
    {
        var bounds = new QualityBounds { LeastWidth = 3 };
        var failure = Assert.Throws<ValidationException>(() => Validator.ValidateObject(bounds, new ValidationContext(bounds), true));
        Assert.Equal("LeastWidth is 16 to 2048 pixels.", failure.Message);
    }
}
