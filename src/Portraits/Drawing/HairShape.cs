using Mote.Portraits.People;
using Mote.Recognition.Randomness;
using SkiaSharp;

namespace Mote.Portraits.Drawing;

/// <summary>Draws the hair of the head, what of it falls behind the face, and the beard.</summary>
internal static class HairShape
{
    private const uint Curls = 14;

    public static void DrawBehind(Easel easel)
    {
        var (hair, head) = (easel.Person.Hair, easel.Person.Head);
        var down = hair.Cut switch
        {
            HairCut.Bob => head.Bottom * 0.75f,
            HairCut.Long => head.Bottom + 0.65f,
            HairCut.Curls => 0.45f,
            _ => 0,
        };
        if (down == 0)
            return;

        var w = head.Width + Volume(easel) * (hair.Cut == HairCut.Curls ? 2.1f : 1.3f);
        var top = head.Top + Volume(easel);
        easel.Fill(
            easel.Outline().Through((0, -top), (w * 0.75f, -top * 0.75f), (w, -0.2f), (w * 1.02f, down * 0.6f), (w * 0.85f, down), (0, down * 0.9f), (-w * 0.85f, down), (-w * 1.02f, down * 0.6f), (-w, -0.2f), (-w * 0.75f, -top * 0.75f)),
            easel.HairColour.Mixed(SKColors.Black, 0.25f));
    }

    public static void DrawFront(Easel easel)
    {
        var hair = easel.Person.Hair;
        if (hair.Cut == HairCut.Bald)
        {
            easel.Within(HeadShape.Outline(easel), () => easel.Spot(-0.2f, -0.95f, 0.30f, 0.14f, SKColors.White.Faint(0.25f), 0.09f));
            return;
        }

        if (hair.Cut == HairCut.Crop)
            easel.Within(HeadShape.Outline(easel), () => easel.Fill(Cap(easel, 0.02f), easel.HairColour.Faint(0.72f), 0.03f));
        else
            easel.Fill(Cap(easel, Volume(easel)), easel.HairColour);
        DrawStrands(easel);
        if (hair.Cut == HairCut.Curls)
            DrawCurls(easel);
    }

    public static void DrawBeard(Easel easel)
    {
        var (hair, head, nose, mouth) = (easel.Person.Hair, easel.Person.Head, easel.Person.Nose, easel.Person.Mouth);
        var colour = easel.HairColour.Mixed(SKColors.Black, 0.1f);
        var y = nose.Tip + mouth.Below;
        if (hair.Beard > 0)
        {
            easel.Within(HeadShape.Outline(easel), () => easel.Fill(
                easel.Outline().Through(
                    (-head.Width, 0.25f), (-head.Width * 0.72f, 0.55f), (-mouth.Width - 0.10f, y - 0.02f), (-mouth.Width * 0.6f, y + 0.22f), (0, y + 0.26f), (mouth.Width * 0.6f, y + 0.22f),
                    (mouth.Width + 0.10f, y - 0.02f), (head.Width * 0.72f, 0.55f), (head.Width, 0.25f), (head.Width, head.Bottom + 0.1f), (0, head.Bottom + 0.2f), (-head.Width, head.Bottom + 0.1f)),
                colour.Faint(0.25f + 0.6f * hair.Beard), 0.05f));
        }

        if (hair.Moustache > 0)
        {
            easel.Fill(
                easel.Outline().From(0, y - mouth.Upper - 0.13f, 0.05f).Bend(-mouth.Width * 0.7f, y - mouth.Upper - 0.13f, -mouth.Width * 1.02f, y - 0.01f)
                    .Bend(-mouth.Width * 0.4f, y - mouth.Upper - 0.01f, 0, y - mouth.Upper - 0.015f).Bend(mouth.Width * 0.4f, y - mouth.Upper - 0.01f, mouth.Width * 1.02f, y - 0.01f)
                    .Bend(mouth.Width * 0.7f, y - mouth.Upper - 0.13f, 0, y - mouth.Upper - 0.13f).Closed(),
                colour.Faint(0.35f + 0.6f * hair.Moustache), 0.015f);
        }
    }

    private static float Volume(Easel easel) => easel.Person.Hair.Volume * easel.Conditions.HairVolume;

    /// <summary>From temple to temple over the crown, and back along the hairline.</summary>
    private static Outline Cap(Easel easel, float volume)
    {
        var (hair, head, eyes) = (easel.Person.Hair, easel.Person.Head, easel.Person.Eyes);
        var w = head.Width;
        var line = eyes.Height - 0.3f + (-head.Top - eyes.Height + 0.3f) * hair.Line;
        var part = hair.Parting * 0.45f;
        var side = hair.Cut is HairCut.Bob or HairCut.Long ? 0.35f : -0.12f;
        return easel.Outline()
            .From(-w - volume * 0.5f, side)
            .Curve(-w - volume * 1.3f, -0.6f, -w * 0.75f - volume, -head.Top - volume, 0, -head.Top - volume)
            .Curve(w * 0.75f + volume, -head.Top - volume, w + volume * 1.3f, -0.6f, w + volume * 0.5f, side)
            .Bend(w * 0.93f, -0.35f, w * 0.70f, line + 0.16f)
            .Bend((w * 0.7f + part) / 2, line - 0.05f, part, line - 0.10f)
            .Bend((part - w * 0.7f) / 2, line - 0.05f, -w * 0.70f, line + 0.16f)
            .Bend(-w * 0.93f, -0.35f, -w - volume * 0.5f, side)
            .Closed();
    }

    private static void DrawStrands(Easel easel)
    {
        var (hair, head) = (easel.Person.Hair, easel.Person.Head);
        var part = hair.Parting * 0.45f;
        easel.Within(Cap(easel, Volume(easel)), () =>
        {
            for (var i = -4; i <= 4; i++)
            {
                var x = i / 4f * head.Width;
                var colour = i % 2 == 0 ? easel.HairColour.Mixed(SKColors.White, 0.25f) : easel.HairColour.Mixed(SKColors.Black, 0.35f);
                easel.Stroke(easel.Outline().From(part, -head.Top - 0.05f).Bend((x + part) / 2, -head.Top - 0.02f, x * 1.1f, -0.45f), colour.Faint(0.35f), 0.05f, 0.02f);
            }
        });
    }

    private static void DrawCurls(Easel easel)
    {
        // A curl stays where it is from photo to photo.
        var random = SeededRandom.Create((ulong)easel.Person.Number, Curls);
        var (head, volume) = (easel.Person.Head, Volume(easel));
        for (var i = 0; i < 34; i++)
        {
            var (angle, off, radius) = (random.Between(-2.0, 2.0), random.Between(-0.06, 1), random.Between(0.07, 0.14));
            var (sin, cos) = MathF.SinCos(angle);
            var colour = easel.HairColour.Mixed(random.Chance(0.5) ? SKColors.White : SKColors.Black, random.Between(0, 0.2));
            easel.Spot(sin * (head.Width + volume * off * 1.3f), -cos * (head.Top + volume * off) * (cos > 0 ? 1 : 0.7f), radius, radius, colour);
        }
    }
}
