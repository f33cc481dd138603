using SkiaSharp;

namespace Mote.Portraits.Drawing;

/// <summary>Draws the mouth.</summary>
internal static class MouthShape
{
    /// <summary>Where a corner shows on the photo.</summary>
    /// <param name="easel">The portrait.</param>
    /// <param name="side">-1 for the corner on the left of the photo, 1 for the other.</param>
    public static SKPoint Corner(Easel easel, float side)
    {
        var (x, y) = At(easel, side);
        return easel.Pose[x, y, 0.06f];
    }

    public static void Draw(Easel easel)
    {
        var (mouth, conditions) = (easel.Person.Mouth, easel.Conditions);
        var (w, corner) = At(easel, 1);
        var y = easel.Person.Nose.Tip + mouth.Below;
        var gap = 0.20f * conditions.Open + 0.05f * MathF.Max(0, conditions.Smile - 0.5f);
        // A smile stretches the lips.
        var thin = 1 - 0.25f * MathF.Max(0, conditions.Smile);
        var (upper, lower) = (mouth.Upper * thin, mouth.Lower * thin);
        var lips = easel.SkinTone.Mixed(new SKColor(176, 52, 60), 0.22f + 0.45f * mouth.Redness).Mixed(SKColors.Black, 0.06f);
        var line = lips.Mixed(new SKColor(50, 12, 16), 0.65f);

        easel.Spot(0, y + gap + lower * 1.6f + 0.05f, w * 0.6f, 0.04f, easel.SkinShade.Faint(0.45f), 0.03f);
        if (gap > 0.01f)
        {
            var inside = easel.Outline().From(-w, corner).Bend(0, y - 0.01f, w, corner).Bend(0, y + 2 * gap, -w, corner).Closed();
            easel.Fill(inside, new SKColor(64, 18, 22));
            easel.Within(
                easel.Outline().From(-w, corner).Bend(0, y - 0.01f, w, corner).Bend(0, y + 2 * gap, -w, corner).Closed(),
                () => easel.Fill(easel.Outline().From(-w * 0.8f, corner - 0.05f).Line(w * 0.8f, corner - 0.05f).Bend(0, y + MathF.Min(gap, 0.12f) * 1.3f, -w * 0.8f, corner - 0.05f).Closed(), new SKColor(240, 234, 224)));
        }

        easel.Fill(
            easel.Outline().From(-w, corner).Bend(-w * 0.45f, y - upper * 1.45f, -0.06f, y - upper)
                .Bend(0, y - upper + 2 * mouth.Bow, 0.06f, y - upper).Bend(w * 0.45f, y - upper * 1.45f, w, corner).Bend(0, y + 0.02f, -w, corner).Closed(),
            lips.Mixed(SKColors.Black, 0.10f), 0.006f);
        easel.Fill(
            easel.Outline().From(-w, corner).Bend(0, y + 2 * gap + 0.01f, w, corner).Bend(0, y + 2 * gap + 2 * lower, -w, corner).Closed(),
            lips, 0.006f);
        easel.Spot(0, y + gap + lower * 0.55f, w * 0.30f, lower * 0.25f, SKColors.White.Faint(0.20f), 0.02f);
        if (gap <= 0.01f)
            easel.Stroke(easel.Outline().From(-w, corner).Bend(0, y + 0.01f, w, corner), line, 0.020f, 0.004f);
    }

    /// <summary>The corner: a smile draws it out and up.</summary>
    private static (float X, float Y) At(Easel easel, float side)
    {
        var (mouth, conditions) = (easel.Person.Mouth, easel.Conditions);
        return (
            side * mouth.Width * (1 + 0.16f * conditions.Smile - 0.10f * conditions.Open),
            easel.Person.Nose.Tip + mouth.Below - mouth.Curve - 0.075f * conditions.Smile + 0.08f * conditions.Open);
    }
}
