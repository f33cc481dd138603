using SkiaSharp;

namespace Mote.Portraits.Drawing;

/// <summary>Draws eyes, brows and glasses.</summary>
internal static class EyePair
{
    public static void Draw(Easel easel)
    {
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            DrawEye(easel, side);
            DrawBrow(easel, side);
        }

        if (easel.Conditions.Glasses)
            DrawGlasses(easel);
    }

    private static void DrawEye(Easel easel, float side)
    {
        var (eyes, conditions) = (easel.Person.Eyes, easel.Conditions);
        var (x, y, w) = (side * eyes.Apart, eyes.Height, eyes.Width);
        // Smiling narrows the eyes.
        var open = MathF.Max(0.02f, eyes.Opening * conditions.Wide * (1 - 0.22f * MathF.Max(0, conditions.Smile)));
        var (inner, outer) = (x - side * w, x + side * w);
        var (innerY, outerY) = (y + eyes.Tilt / 2, y - eyes.Tilt / 2);

        easel.Spot(x, y - 0.02f, w * 1.25f, open * 2.1f, easel.SkinShade.Faint(0.30f), 0.05f);
        easel.Fill(Almond(1), new SKColor(244, 240, 236));
        easel.Within(Almond(1), () =>
        {
            var (gx, gy) = (x + conditions.Gaze.X * w * 0.35f, y + conditions.Gaze.Y * open * 0.5f);
            easel.Spot(gx, gy, eyes.Iris, eyes.Iris, eyes.Colour.Mixed(SKColors.Black, 0.45f));
            easel.Spot(gx, gy, eyes.Iris * 0.84f, eyes.Iris * 0.84f, eyes.Colour);
            easel.Spot(gx, gy, eyes.Iris * 0.45f, eyes.Iris * 0.45f, new SKColor(12, 10, 10));
            easel.Spot(gx - 0.025f, gy - 0.030f, 0.018f, 0.018f, SKColors.White.Faint(0.9f));
            easel.Stroke(Upper(1), new SKColor(40, 25, 22).Faint(0.4f), 0.06f, 0.02f);
        });
        easel.Stroke(Upper(1), new SKColor(38, 24, 22), 0.032f);
        easel.Stroke(Lower(1), easel.SkinShade.Mixed(SKColors.Black, 0.2f).Faint(0.7f), 0.014f);
        easel.Stroke(Upper(1.75f), easel.SkinShade.Mixed(SKColors.Black, 0.15f).Faint(0.15f + 0.65f * eyes.Lid), 0.018f, 0.006f);
        easel.Stroke(Lower(2.2f), easel.SkinShade.Faint(0.1f + 0.6f * MathF.Max(eyes.Bags, easel.Person.Skin.Age)), 0.020f, 0.012f);

        Outline Upper(float by) => easel.Outline().From(inner, innerY).Bend(x - side * w * 0.1f, y - 2 * open * by, outer, outerY);
        Outline Lower(float by) => easel.Outline().From(inner, innerY).Bend(x + side * w * 0.15f, y + 1.5f * open * by, outer, outerY);
        Outline Almond(float by) => Upper(by).Bend(x + side * w * 0.15f, y + 1.5f * open, inner, innerY).Closed();
    }

    private static void DrawBrow(Easel easel, float side)
    {
        var (eyes, brows) = (easel.Person.Eyes, easel.Person.Brows);
        var (x, y) = (side * (eyes.Apart + 0.015f), eyes.Height - brows.Above - easel.Conditions.Raised - MathF.Min(0, easel.Conditions.Smile) * -0.03f);
        var (inner, outer) = (x - side * brows.Reach, x + side * brows.Reach);
        var (innerY, outerY) = (y + brows.Tilt / 2, y - brows.Tilt / 2 + 0.02f);
        var half = brows.Thickness / 2;
        var colour = easel.HairColour.Mixed(new SKColor(40, 28, 22), 0.5f).Faint(brows.Density);
        easel.Fill(
            easel.Outline().From(inner, innerY - half).Bend(x + side * 0.06f, y - brows.Arch * 2 - half * 1.2f, outer, outerY)
                .Bend(x + side * 0.06f, y - brows.Arch * 2 + half * 1.6f, inner, innerY + half).Closed(),
            colour, 0.010f);
    }

    private static void DrawGlasses(Easel easel)
    {
        var eyes = easel.Person.Eyes;
        var frame = new SKColor(36, 34, 38);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            var x = side * eyes.Apart;
            var (w, h) = (0.30f, 0.22f);
            var rim = easel.Outline().Through((x - w, eyes.Height), (x - w * 0.8f, eyes.Height - h), (x + w * 0.8f, eyes.Height - h), (x + w, eyes.Height), (x + w * 0.7f, eyes.Height + h), (x - w * 0.7f, eyes.Height + h));
            easel.Stroke(rim, frame, 0.035f);
            easel.Stroke(easel.Outline().From(x + side * w, eyes.Height - 0.05f).Line(side * easel.Person.Head.Width, eyes.Height - 0.02f), frame, 0.03f);
        }

        easel.Stroke(easel.Outline().From(0.30f - eyes.Apart, eyes.Height - 0.04f).Bend(0, eyes.Height - 0.10f, eyes.Apart - 0.30f, eyes.Height - 0.04f), frame, 0.03f);
    }
}
