using Mote.Recognition.Randomness;
using SkiaSharp;

namespace Mote.Portraits.Drawing;

/// <summary>Draws moles, freckles and the lines of age.</summary>
internal static class SkinMarks
{
    private const uint Freckles = 13;

    public static void Draw(Easel easel) => easel.Within(HeadShape.Outline(easel), () =>
    {
        DrawFreckles(easel);
        foreach (var mole in easel.Person.Skin.Moles)
            easel.Spot(mole.X * easel.Person.Head.Width, mole.Y, mole.Radius, mole.Radius, new SKColor(58, 32, 26).Faint(0.85f), 0.004f);
        DrawLines(easel);
    });

    private static void DrawFreckles(Easel easel)
    {
        // A freckle stays where it is from photo to photo.
        var random = SeededRandom.Create((ulong)easel.Person.Number, Freckles);
        var colour = easel.SkinTone.Mixed(new SKColor(120, 60, 30), 0.55f);
        for (var i = 0; i < 46 * easel.Person.Skin.Freckles; i++)
        {
            var (x, y, radius) = (random.Around(0, 0.36), random.Around(0.22, 0.13), random.Between(0.010, 0.020));
            easel.Spot(x, y, radius, radius, colour.Faint(0.7f));
        }
    }

    private static void DrawLines(Easel easel)
    {
        var (age, nose, mouth) = (easel.Person.Skin.Age, easel.Person.Nose, easel.Person.Mouth);
        var smile = MathF.Max(0, easel.Conditions.Smile);
        var colour = easel.SkinShade.Mixed(SKColors.Black, 0.15f);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            easel.Stroke(
                easel.Outline().From(side * (nose.Width + 0.06f), nose.Tip).Bend(side * (mouth.Width + 0.16f), nose.Tip + 0.16f, side * (mouth.Width + 0.10f), nose.Tip + mouth.Below + 0.02f),
                colour.Faint(0.12f + 0.5f * age + 0.15f * smile), 0.022f, 0.014f);
        }

        if (age < 0.35f)
            return;
        foreach (var y in (ReadOnlySpan<float>)[-0.62f, -0.74f, -0.86f])
            easel.Stroke(easel.Outline().From(-0.42f, y).Bend(0, y - 0.05f - easel.Conditions.Raised, 0.42f, y), colour.Faint(0.45f * (age - 0.2f)), 0.016f, 0.008f);
    }
}
