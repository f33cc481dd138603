namespace Mote.Vision.Detection;

/// <summary>A point in pixels, x to the right and y down.</summary>
/// <param name="X">From the left edge.</param>
/// <param name="Y">From the top edge.</param>
public readonly record struct LandmarkPoint(float X, float Y);
