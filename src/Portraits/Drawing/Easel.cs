using Mote.Portraits.People;
using SkiaSharp;

namespace Mote.Portraits.Drawing;

/// <summary>What a portrait is drawn on and with: the canvas, the pose, the person and the conditions.</summary>
internal sealed class Easel(SKCanvas canvas, Person person, Conditions conditions)
{
    public SKCanvas Canvas => canvas;

    public Person Person => person;

    public Conditions Conditions => conditions;

    public Pose Pose { get; } = new(person, conditions);

    /// <summary>The colour of the hair on this photo.</summary>
    public SKColor HairColour { get; } = person.Hair.Colour.Mixed(conditions.HairShade > 0 ? SKColors.White : SKColors.Black, 2 * MathF.Abs(conditions.HairShade));

    public SKColor SkinTone => person.Skin.Tone;

    /// <summary>The skin in shadow.</summary>
    public SKColor SkinShade { get; } = person.Skin.Tone.Mixed(new SKColor(60, 20, 20), 0.35f);

    /// <summary>The skin in light.</summary>
    public SKColor SkinLight { get; } = person.Skin.Tone.Mixed(SKColors.White, 0.35f);

    public Outline Outline() => new(Pose);

    /// <summary>Fills a shape.</summary>
    /// <param name="outline">The shape.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="soft">How soft its edge is, a length of the face; 0 for a sharp one.</param>
    public void Fill(Outline outline, SKColor colour, float soft = 0)
    {
        using var shape = outline;
        using var path = shape.Path();
        using var paint = Paint(colour, soft);
        canvas.DrawPath(path, paint);
    }

    /// <summary>Draws along a line.</summary>
    /// <param name="outline">The line.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="width">Its width, a length of the face.</param>
    /// <param name="soft">How soft its edge is.</param>
    public void Stroke(Outline outline, SKColor colour, float width, float soft = 0)
    {
        using var shape = outline;
        using var path = shape.Path();
        using var paint = Paint(colour, soft);
        paint.Style = SKPaintStyle.Stroke;
        paint.StrokeWidth = Pose.Length(width);
        paint.StrokeCap = SKStrokeCap.Round;
        paint.StrokeJoin = SKStrokeJoin.Round;
        canvas.DrawPath(path, paint);
    }

    /// <summary>Fills an ellipse about a point of the face.</summary>
    public void Spot(float x, float y, float width, float height, SKColor colour, float soft = 0, float depth = 0)
    {
        using var paint = Paint(colour, soft);
        canvas.DrawOval(Pose[x, y, depth], new SKSize(Pose.Length(width), Pose.Length(height)), paint);
    }

    /// <summary>Draws only within a shape.</summary>
    public void Within(Outline outline, Action draw)
    {
        using var shape = outline;
        using var path = shape.Path();
        canvas.Save();
        canvas.ClipPath(path, SKClipOperation.Intersect, antialias: true);
        draw();
        canvas.Restore();
    }

    private SKPaint Paint(SKColor colour, float soft)
    {
        var paint = new SKPaint { Color = colour, IsAntialias = true };
        if (soft > 0)
        {
            using var blur = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, Pose.Length(soft));
            paint.MaskFilter = blur;
        }

        return paint;
    }
}
