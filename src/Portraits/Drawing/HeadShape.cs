using Mote.Portraits.People;

namespace Mote.Portraits.Drawing;

/// <summary>Draws neck, shoulders, ears and the bare head.</summary>
internal static class HeadShape
{
    public static Outline Outline(Easel easel)
    {
        var head = easel.Person.Head;
        var (w, jaw, chin, temple) = (head.Width, head.Width * head.Jaw, head.Width * head.Chin, head.Width * head.Temple);
        return easel.Outline().Through(
            (0, -head.Top), (temple * 0.62f, -head.Top * 0.88f), (temple, -head.Top * 0.45f), (w, 0.02f),
            (jaw * 1.04f, head.Bottom * 0.55f), (chin * 1.15f, head.Bottom * 0.90f), (0, head.Bottom),
            (-chin * 1.15f, head.Bottom * 0.90f), (-jaw * 1.04f, head.Bottom * 0.55f), (-w, 0.02f), (-temple, -head.Top * 0.45f), (-temple * 0.62f, -head.Top * 0.88f));
    }

    public static void DrawBody(Easel easel)
    {
        var head = easel.Person.Head;
        var (jaw, bottom) = (head.Width * head.Jaw, head.Bottom);
        easel.Fill(
            easel.Outline().From(-0.62f * jaw, 0.5f * bottom).Line(-0.66f * jaw, bottom + 0.45f).Line(0.66f * jaw, bottom + 0.45f).Line(0.62f * jaw, 0.5f * bottom).Closed(),
            easel.SkinShade.Mixed(easel.SkinTone, 0.45f));
        easel.Fill(
            easel.Outline().From(-0.72f * jaw, bottom + 0.22f).Curve(-1.4f, bottom + 0.35f, -1.9f, bottom + 0.5f, -2.1f, bottom + 1.6f)
                .Line(2.1f, bottom + 1.6f).Curve(1.9f, bottom + 0.5f, 1.4f, bottom + 0.35f, 0.72f * jaw, bottom + 0.22f)
                .Bend(0, bottom + 0.62f, -0.72f * jaw, bottom + 0.22f).Closed(),
            easel.Conditions.Clothes);
    }

    public static void DrawEars(Easel easel)
    {
        var head = easel.Person.Head;
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            var edge = side * head.Width * 0.99f;
            easel.Spot(edge, 0.12f, 0.13f, head.Ears / 2, easel.SkinTone.Mixed(easel.SkinShade, 0.35f));
            easel.Spot(edge, 0.12f, 0.06f, head.Ears / 3.4f, easel.SkinShade.Faint(0.6f), 0.02f);
        }
    }

    public static void DrawSkin(Easel easel)
    {
        easel.Fill(Outline(easel), easel.SkinTone);
        easel.Within(Outline(easel), () =>
        {
            var (head, skin, conditions) = (easel.Person.Head, easel.Person.Skin, easel.Conditions);
            // The shaded edge rounds the head; the side away from the light is darker.
            easel.Stroke(Outline(easel), easel.SkinShade.Faint(0.55f), 0.16f, 0.10f);
            var far = -MathF.Sign(conditions.LightFrom) * MathF.Max(0.35f, MathF.Abs(conditions.LightFrom));
            easel.Spot(far * head.Width * 1.15f, 0.1f, 0.75f, 1.5f, easel.SkinShade.Mixed(SkiaSharp.SKColors.Black, 0.25f).Faint(conditions.Contrast * 1.6f), 0.28f);
            easel.Spot(-far * 0.45f, -0.55f, 0.40f, 0.32f, easel.SkinLight.Faint(0.35f), 0.16f);

            foreach (var side in (ReadOnlySpan<float>)[-1, 1])
                easel.Spot(side * 0.55f, 0.38f, 0.22f, 0.16f, new SkiaSharp.SKColor(215, 85, 80).Faint(0.06f + 0.22f * skin.Flush), 0.09f);
            easel.Spot(0, head.Bottom * 0.86f, 0.16f, 0.10f, easel.SkinLight.Faint(0.25f), 0.06f);
        });
    }
}
