using Mote.Vision.Detection;

namespace Mote.Portraits.Photos;

/// <summary>A photo of a person who does not exist.</summary>
/// <param name="Jpeg">The JPEG file.</param>
/// <param name="Landmarks">Where eyes, nose and mouth were drawn, in pixels.</param>
public sealed record Portrait(byte[] Jpeg, FaceLandmarks Landmarks);
