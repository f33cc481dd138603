using Mote.Portraits.People;
using SkiaSharp;

namespace Mote.Portraits.Drawing;

/// <summary>
/// Puts points of a face onto the photo: the head is half an ellipsoid with a nose on it, turned and nodded, seen from
/// far away, then leaned, scaled and placed.
/// </summary>
internal readonly struct Pose
{
    // How deep the half ellipsoid is, in half widths of an average head.
    private const float HeadDepth = 0.85f;

    private readonly Conditions _conditions;
    private readonly Head _head;
    private readonly float _middleDepth;

    public Pose(Person person, Conditions conditions)
    {
        (_conditions, _head) = (conditions, person.Head);
        // The head turns about its own middle, so that the middle of the face moves too.
        _middleDepth = HeadDepth * 0.35f;
    }

    /// <summary>A point that stands off the surface of the head by <paramref name="depth"/>.</summary>
    public SKPoint this[float x, float y, float depth = 0]
    {
        get
        {
            var height = y < 0 ? _head.Top : _head.Bottom;
            var flat = 1 - x * x / (1.1f * _head.Width * _head.Width) - y * y / (1.2f * height * height);
            var z = HeadDepth * MathF.Sqrt(MathF.Max(0, flat)) + depth - _middleDepth;
            var (sinYaw, cosYaw) = MathF.SinCos(_conditions.Yaw);
            var (turned, away) = (x * cosYaw + z * sinYaw, z * cosYaw - x * sinYaw);
            var (sinPitch, cosPitch) = MathF.SinCos(_conditions.Pitch);
            var nodded = y * cosPitch - away * sinPitch;
            var (sin, cos) = MathF.SinCos(_conditions.Roll);
            return new SKPoint(
                _conditions.Middle.X + _conditions.Scale * (turned * cos - nodded * sin),
                _conditions.Middle.Y + _conditions.Scale * (turned * sin + nodded * cos));
        }
    }

    /// <summary>A length on the photo.</summary>
    public float Length(float length) => length * _conditions.Scale;
}
