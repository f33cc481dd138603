using Mote.Vision.Onnx;

namespace Mote.Vision.Detection;

/// <summary>The kinds of detectors there are, each known by the names of its inputs and outputs.</summary>
internal static class FaceDetectors
{
    public static bool Recognises(OnnxModel model) => LandmarkRegressor.Recognises(model) || YuNetDetector.Recognises(model);

    /// <param name="model">The model, opened; the detector's from now on.</param>
    /// <param name="content">Its file.</param>
    public static IFaceDetector Of(OnnxModel model, byte[] content) =>
        LandmarkRegressor.Recognises(model) ? new LandmarkRegressor(model) : new YuNetDetector(model, content);
}
