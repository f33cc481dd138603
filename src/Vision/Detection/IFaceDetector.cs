using SkiaSharp;

namespace Mote.Vision.Detection;

/// <summary>Finds faces and their landmarks. Thread-safe.</summary>
internal interface IFaceDetector : IDisposable
{
    /// <summary>SHA-256 of the model's file, 64 lower-case hexadecimal digits.</summary>
    string Sha256 { get; }

    /// <summary>The faces of an upright photo, the surest first.</summary>
    IReadOnlyList<DetectedFace> Detect(SKBitmap photo);
}
