using SkiaSharp;

namespace Mote.Portraits.Drawing;

/// <summary>Draws the nose.</summary>
internal static class NoseShape
{
    /// <summary>Where the tip shows on the photo.</summary>
    public static SKPoint Tip(Easel easel) => easel.Pose[0, easel.Person.Nose.Tip - 0.04f, easel.Person.Nose.Depth];

    public static void Draw(Easel easel)
    {
        var (nose, eyes) = (easel.Person.Nose, easel.Person.Eyes);
        var dark = easel.SkinShade.Mixed(SKColors.Black, 0.12f);
        // Light falls on one side of the bridge and leaves the other in shadow.
        var shadow = easel.Conditions.LightFrom > 0 ? -1 : 1;
        easel.Fill(
            easel.Outline().From(shadow * nose.Bridge, eyes.Height).Bend(shadow * nose.Bridge * 0.9f, nose.Tip * 0.5f, shadow * nose.Width, nose.Tip)
                .Line(0, nose.Tip, nose.Depth * 0.7f).Bend(shadow * 0.02f, 0, shadow * nose.Bridge * 0.3f, eyes.Height).Closed(),
            easel.SkinShade.Faint(0.22f + 0.5f * easel.Conditions.Contrast), 0.03f);
        easel.Stroke(easel.Outline().From(0, eyes.Height + 0.05f, 0.08f).Line(0, nose.Tip - 0.12f, nose.Depth * 0.8f), easel.SkinLight.Faint(0.45f), nose.Bridge, 0.03f);

        easel.Spot(0, nose.Tip - 0.04f, nose.Bulb, nose.Bulb * 0.85f, easel.SkinLight.Faint(0.35f), 0.03f, nose.Depth);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            easel.Stroke(
                easel.Outline().From(side * nose.Width * 0.86f, nose.Tip - 0.09f, 0.08f).Bend(side * nose.Width * 1.18f, nose.Tip + 0.02f, side * nose.Width * 0.72f, nose.Tip + 0.055f, 0.10f),
                dark.Faint(0.75f), 0.026f, 0.008f);
            easel.Spot(side * nose.Width * 0.48f, nose.Tip + 0.045f, nose.Nostril, nose.Nostril * 0.55f, new SKColor(48, 24, 20).Faint(0.85f), 0.008f, nose.Depth * 0.55f);
        }

        easel.Stroke(
            easel.Outline().From(-nose.Width * 0.42f, nose.Tip + 0.065f, nose.Depth * 0.5f).Bend(0, nose.Tip + 0.10f, nose.Width * 0.42f, nose.Tip + 0.065f, nose.Depth * 0.5f),
            dark.Faint(0.55f), 0.022f, 0.010f);
    }
}
