using SkiaSharp;

namespace Mote.Vision.Detection;

/// <summary>A face that was found, in pixels of the upright photo.</summary>
/// <param name="Left">The left edge of its box.</param>
/// <param name="Top">The top edge.</param>
/// <param name="Width">The width of the box.</param>
/// <param name="Height">The height of the box.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="Landmarks">Its five points.</param>
public readonly record struct DetectedFace(float Left, float Top, float Width, float Height, float Score, FaceLandmarks Landmarks)
{
    /// <summary>The area of the box.</summary>
    public float Area => Width * Height;

    internal LandmarkPoint Centre => new(Left + Width / 2, Top + Height / 2);

    /// <summary>The face on another picture; its box stays as upright as it was and lies about the same middle.</summary>
    /// <param name="matrix">From the one picture to the other: a turn, a scale and a shift.</param>
    internal DetectedFace On(SKMatrix matrix)
    {
        var scale = MathF.Sqrt(MathF.Abs(matrix.ScaleX * matrix.ScaleY - matrix.SkewX * matrix.SkewY));
        var (width, height) = (Width * scale, Height * scale);
        var centre = Point(Centre);
        return new DetectedFace(
            centre.X - width / 2,
            centre.Y - height / 2,
            width,
            height,
            Score,
            new FaceLandmarks(Point(Landmarks.RightEye), Point(Landmarks.LeftEye), Point(Landmarks.Nose), Point(Landmarks.RightMouth), Point(Landmarks.LeftMouth)));

        LandmarkPoint Point(LandmarkPoint point) => matrix.MapPoint(point.X, point.Y) is var mapped ? new(mapped.X, mapped.Y) : default;
    }

    /// <summary>The face on another scale and place: every coordinate becomes <c>(value - offset) / scale</c>.</summary>
    internal DetectedFace Unscaled(float scale, float offset)
    {
        return new DetectedFace(
            (Left - offset) / scale,
            (Top - offset) / scale,
            Width / scale,
            Height / scale,
            Score,
            new FaceLandmarks(Point(Landmarks.RightEye), Point(Landmarks.LeftEye), Point(Landmarks.Nose), Point(Landmarks.RightMouth), Point(Landmarks.LeftMouth)));

        LandmarkPoint Point(LandmarkPoint point) => new((point.X - offset) / scale, (point.Y - offset) / scale);
    }
}
