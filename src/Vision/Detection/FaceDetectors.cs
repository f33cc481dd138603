using Mote.Vision.Onnx;

namespace Mote.Vision.Detection;

/// <summary>The kinds of detectors there are, each known by the names of its inputs and outputs.</summary>
internal static class FaceDetectors
{
    public static bool Recognises(OnnxModel model) => LandmarkRegressor.Recognises(model) || YuNetDetector.Recognises(model);

    public static IFaceDetector Of(OnnxModel model) =>
        LandmarkRegressor.Recognises(model) ? new LandmarkRegressor(model) : new YuNetDetector(model);
}
