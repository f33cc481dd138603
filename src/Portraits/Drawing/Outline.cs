using SkiaSharp;

namespace Mote.Portraits.Drawing;

/// <summary>Builds a shape from points of the face, each put through the pose. Whoever draws it disposes of it.</summary>
internal sealed class Outline(Pose pose) : IDisposable
{
    private readonly SKPathBuilder _path = new();

    public Outline From(float x, float y, float depth = 0)
    {
        _path.MoveTo(pose[x, y, depth]);
        return this;
    }

    public Outline Line(float x, float y, float depth = 0)
    {
        _path.LineTo(pose[x, y, depth]);
        return this;
    }

    /// <summary>A quadratic Bezier curve.</summary>
    public Outline Bend(float controlX, float controlY, float x, float y, float depth = 0)
    {
        _path.QuadTo(pose[controlX, controlY, depth], pose[x, y, depth]);
        return this;
    }

    /// <summary>A cubic Bezier curve.</summary>
    public Outline Curve(float firstX, float firstY, float secondX, float secondY, float x, float y)
    {
        _path.CubicTo(pose[firstX, firstY], pose[secondX, secondY], pose[x, y]);
        return this;
    }

    /// <summary>A closed curve through all points, smooth in each (Catmull and Rom 1974, as Bezier curves).</summary>
    public Outline Through(params ReadOnlySpan<(float X, float Y)> points)
    {
        From(points[0].X, points[0].Y);
        for (var i = 0; i < points.Length; i++)
        {
            var (before, here, next, after) = (points[(i + points.Length - 1) % points.Length], points[i], points[(i + 1) % points.Length], points[(i + 2) % points.Length]);
            Curve(
                here.X + (next.X - before.X) / 6, here.Y + (next.Y - before.Y) / 6,
                next.X - (after.X - here.X) / 6, next.Y - (after.Y - here.Y) / 6,
                next.X, next.Y);
        }

        return Closed();
    }

    public Outline Closed()
    {
        _path.Close();
        return this;
    }

    public SKPath Path() => _path.Detach();

    public void Dispose() => _path.Dispose();
}
