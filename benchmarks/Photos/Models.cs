using System.Security.Cryptography;
using Mote.Tests;
using Mote.Vision;

namespace Mote.Photos;

/// <summary>The real models.</summary>
internal static class Models
{
    public static string Detector => SharedData.Path("models/yunet_2023mar.onnx");

    public static string Embedder => SharedData.Path("models/mobilefacenet.onnx");

    public static FacePipeline Open() => FacePipeline.Open(new FacePipelineOptions { DetectorPath = Detector, EmbedderPath = Embedder });

    public static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
