using Mote.Vision.Detection;

namespace Mote.Vision.Finding;

/// <summary>What was found on a picture.</summary>
/// <param name="Turn">By how many degrees clockwise the picture is turned to be upright: 0, 90, 180 or 270.</param>
/// <param name="Faces">The faces of the picture once it is turned, the surest first.</param>
internal sealed record Sighting(int Turn, IReadOnlyList<DetectedFace> Faces);
