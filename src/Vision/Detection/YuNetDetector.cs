using Mote.Vision.Onnx;
using SkiaSharp;

namespace Mote.Vision.Detection;

/// <summary>
/// YuNet (OpenCV Zoo, face_detection_yunet 2023mar): a picture, blue, green and red planes of 0 to 255, in; class,
/// objectness, box and landmarks at strides 8, 16 and 32 out. Whole photos are looked at with 640 pixels an edge, as the
/// file says, and close-ups with 320. Thread-safe.
/// </summary>
internal sealed class YuNetDetector : IFaceDetector
{
    /// <summary>The edge of the picture it takes.</summary>
    public const int Edge = 640;

    private const int CloseUpEdge = 320;

    // A face that fills the frame is found once there is a frame around it.
    private const int FrameFillingEdge = 256;

    private readonly YuNetInput _whole;
    private readonly YuNetInput _closeUp;

    /// <summary>Takes the model over.</summary>
    /// <param name="model">The model, opened.</param>
    /// <param name="content">Its file.</param>
    public YuNetDetector(OnnxModel model, byte[] content)
    {
        if (YuNetInput.Missing(model) is { } missing)
            throw new ModelException($"The detector is no YuNet model, it has no '{missing}': use face_detection_yunet_2023mar.onnx of the OpenCV Zoo ('mote models get yunet').");
        Sha256 = model.Sha256;
        _whole = new YuNetInput(model, Edge);
        _closeUp = new YuNetInput(OnnxModel.Open("the detector at its smaller size", OnnxGraph.Parse(content).Resized("input", [1, 3, CloseUpEdge, CloseUpEdge])), CloseUpEdge);
    }

    public string Sha256 { get; }

    // LFW: the right one of four orientations has .88 to .95, one in twenty below .914, and the others .91 at most; rolls of -9 to 7 degrees.
    public DetectorTraits Traits { get; } = new()
    {
        SureScore = 0.91f,
        TurnMargin = 0.02f,
        LeastOfOrientations = 0.8f,
        LeastScore = 0.8f,
        LeastCoarseScore = 0.8f,
        ExactWidth = 60,
        LevelRoll = -1.2f,
        MostRoll = 4,
        CloseUpEdge = CloseUpEdge,
        CloseUpWidth = 100,
        LightsFaces = true,
        TileEdge = 1600,
    };

    public static bool Recognises(OnnxModel model) => YuNetInput.Missing(model) is null;

    public float ScaleOf(SKBitmap photo) => Math.Min(1, (float)Edge / Math.Max(photo.Width, photo.Height));

    public IReadOnlyList<DetectedFace> Detect(SKBitmap photo) => _whole.Detect(photo, ScaleOf(photo), 0);

    public IReadOnlyList<DetectedFace> DetectFrameFilling(SKBitmap photo) =>
        _whole.Detect(photo, (float)FrameFillingEdge / Math.Max(photo.Width, photo.Height), (Edge - FrameFillingEdge) / 2);

    public IReadOnlyList<DetectedFace> DetectCloseUp(SKBitmap closeUp) => _closeUp.Detect(closeUp, 1, 0);

    public void Dispose()
    {
        _whole.Dispose();
        _closeUp.Dispose();
    }
}
