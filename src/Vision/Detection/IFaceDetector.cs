using SkiaSharp;

namespace Mote.Vision.Detection;

/// <summary>Finds faces and their landmarks. Thread-safe.</summary>
internal interface IFaceDetector : IDisposable
{
    /// <summary>SHA-256 of the model's file, 64 lower-case hexadecimal digits.</summary>
    string Sha256 { get; }

    /// <summary>What its answers say.</summary>
    DetectorTraits Traits { get; }

    /// <summary>What a length on a photo is multiplied by before the photo is looked at.</summary>
    float ScaleOf(SKBitmap photo);

    /// <summary>The faces of an upright photo, the surest first.</summary>
    IReadOnlyList<DetectedFace> Detect(SKBitmap photo);

    /// <summary>The same where a face fills the photo.</summary>
    IReadOnlyList<DetectedFace> DetectFrameFilling(SKBitmap photo);

    /// <summary>The same on a close-up of <see cref="DetectorTraits.CloseUpEdge"/>.</summary>
    IReadOnlyList<DetectedFace> DetectCloseUp(SKBitmap closeUp);
}
