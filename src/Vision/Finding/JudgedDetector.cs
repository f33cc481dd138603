using Mote.Vision.Detection;
using SkiaSharp;

namespace Mote.Vision.Finding;

/// <summary>The demo detector, whose score says that there is a face and nothing of how it is turned, with a judgement that does. Thread-safe.</summary>
internal sealed class JudgedDetector(LandmarkRegressor detector) : IFaceDetector
{
    private readonly UprightLook _look = UprightLook.Drawn();

    public string Sha256 => detector.Sha256;

    // What fills less of the frame than any face it learnt from is none, however sure it is: hence a coarse score that nothing has.
    // Of 250 drawn people the right one of four orientations has .28 and more 95 times in 100, and its best never less than .19; turned ones have less 19 times in 20.
    public DetectorTraits Traits { get; } = detector.Traits with { SureScore = 0.3f, TurnMargin = 0.4f, LeastOfOrientations = 0.1f, LeastCoarseScore = 2 };

    /// <summary>The detector as it is used to find faces.</summary>
    public static IFaceDetector Over(IFaceDetector detector) => detector is LandmarkRegressor blind ? new JudgedDetector(blind) : detector;

    public float ScaleOf(SKBitmap photo) => detector.ScaleOf(photo);

    public IReadOnlyList<DetectedFace> Detect(SKBitmap photo) => Judged(photo, detector.Detect(photo));

    public IReadOnlyList<DetectedFace> DetectFrameFilling(SKBitmap photo) => Judged(photo, detector.DetectFrameFilling(photo));

    public IReadOnlyList<DetectedFace> DetectCloseUp(SKBitmap closeUp) => Judged(closeUp, detector.DetectCloseUp(closeUp));

    public void Dispose() => detector.Dispose();

    private IReadOnlyList<DetectedFace> Judged(SKBitmap photo, IReadOnlyList<DetectedFace> faces) =>
        [.. faces.Select(face => face with { Score = face.Score * _look.Of(photo, face.Landmarks) })];
}
