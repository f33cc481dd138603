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
