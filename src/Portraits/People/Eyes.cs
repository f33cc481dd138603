using MathNet.Numerics.Random;
using SkiaSharp;

namespace Mote.Portraits.People;

/// <summary>Both eyes.</summary>
/// <param name="Apart">From the middle of the face to the middle of an eye.</param>
/// <param name="Height">Where they lie, below the middle of the face.</param>
/// <param name="Width">Half the width of an eye.</param>
/// <param name="Opening">Half the height of an open eye.</param>
/// <param name="Tilt">How much higher the outer corner lies than the inner one.</param>
/// <param name="Iris">The radius of an iris.</param>
/// <param name="Lid">How strongly the fold of the upper lid shows, 0 to 1.</param>
/// <param name="Bags">How strongly the lower lid shows, 0 to 1.</param>
/// <param name="Colour">The colour of the irises.</param>
internal sealed record Eyes(float Apart, float Height, float Width, float Opening, float Tilt, float Iris, float Lid, float Bags, SKColor Colour)
{
    public static Eyes Draw(RandomSource random, double lean) => new(
        Apart: random.Around(0.42, 0.038, lean),
        Height: random.Around(-0.10, 0.061),
        Width: random.Around(0.205, 0.027, -lean),
        Opening: random.Around(0.088, 0.022),
        Tilt: random.Around(0.015, 0.038, lean),
        Iris: random.Around(0.088, 0.009),
        Lid: random.Between(0, 1),
        Bags: random.Between(0, 1),
        Colour: SKColor.FromHsv(random.Chance(0.6) ? random.Between(18, 40) : random.Between(90, 225), random.Between(30, 80), random.Between(20, 70)));
}
