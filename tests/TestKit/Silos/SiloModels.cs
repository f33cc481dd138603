namespace Mote.Tests;

/// <summary>The files that a silo recognises faces with.</summary>
public sealed record SiloModels(string Detector, string Embedder, string Cohort)
{
    /// <summary>The models that come with Mote, which know people who do not exist, and their cohort, which lies open.</summary>
    public static SiloModels Demo { get; } = new(Shipped("mote-demo-detector.onnx"), Shipped("mote-demo-embedder.onnx"), Shipped("mote-demo.cohort"));

    /// <summary>The real models of the shared data; skips the running test where they are absent.</summary>
    /// <param name="cohort">A pack of their embedder.</param>
    public static SiloModels Real(string cohort) => new(SharedData.Path("models/yunet_2023mar.onnx"), SharedData.Path("models/mobilefacenet.onnx"), cohort);

    /// <summary>How a silo is told.</summary>
    public Dictionary<string, string?> Settings => new() { ["Mote:Detector"] = Detector, ["Mote:Embedder"] = Embedder, ["Mote:Cohort"] = Cohort };

    private static string Shipped(string name) => Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models", name);
}
