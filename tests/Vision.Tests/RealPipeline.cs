using Mote.Tests;
using Mote.Vision.Photos;
using Mote.Vision.Readings;

namespace Mote.Vision.Tests;

/// <summary>The real models, opened once for a class of tests.</summary>
public sealed class RealPipeline : IDisposable
{
    private readonly Lazy<FacePipeline> _pipeline = new(() => FacePipeline.Open(new FacePipelineOptions
    {
        DetectorPath = SharedData.Path("models/yunet_2023mar.onnx"),
        EmbedderPath = SharedData.Path("models/mobilefacenet.onnx"),
    }));

    public FacePipeline Pipeline => _pipeline.Value;

    public PhotoReading Read(byte[] photo) => Pipeline.Read(photo, TestContext.Current.CancellationToken);

    public FaceReading Face(byte[] photo) => Assert.IsType<FaceReading>(Read(photo));

    public PhotoRefusal Refusal(byte[] photo) => Assert.IsType<PhotoRefusal>(Read(photo));

    public void Dispose()
    {
        if (_pipeline.IsValueCreated)
            _pipeline.Value.Dispose();
    }
}
