using Mote.Vision.Detection;
using Mote.Vision.Photos;
using Mote.Vision.Quality;

namespace Mote.Vision.Readings;

/// <summary>The one face of a photo.</summary>
/// <param name="Embedding">d values as the embedder gives them: the direction tells the face, the length of the photo's quality.</param>
/// <param name="Face">Where it is, in pixels of the upright photo as decoded.</param>
/// <param name="Quality">What was measured about it.</param>
public sealed record FaceReading(float[] Embedding, DetectedFace Face, FaceQuality Quality) : PhotoReading
{
    /// <summary>Says how the face was and nothing of the embedding.</summary>
    public override string ToString() => $"face with {Quality}";
}
