using Microsoft.ML.OnnxRuntime;
using Mote.Vision.Detection;
using Mote.Vision.Embedding;
using Mote.Vision.Onnx;

namespace Mote.Vision;

/// <summary>What an ONNX file takes and gives, and whether a <see cref="FacePipeline"/> could use it. Its name plays no part.</summary>
/// <param name="IsDetector">It has the inputs and outputs of a face detector that is known here.</param>
/// <param name="Inputs">The shape of each input by its name; -1 where any size will do.</param>
/// <param name="Outputs">The shape of each output by its name; -1 where any size will do.</param>
public sealed record ModelInspection(bool IsDetector, IReadOnlyDictionary<string, IReadOnlyList<int>> Inputs, IReadOnlyDictionary<string, IReadOnlyList<int>> Outputs)
{
    /// <summary>Loads a model and runs nothing.</summary>
    /// <param name="path">Names the model in messages.</param>
    /// <param name="content">The file.</param>
    /// <exception cref="ModelException">It is no ONNX model.</exception>
    public static ModelInspection Of(string path, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var model = OnnxModel.Open(path, content);
        return new ModelInspection(FaceDetectors.Recognises(model), Shapes(model.Session.InputMetadata), Shapes(model.Session.OutputMetadata));
    }

    /// <summary>Opens a detector as a pipeline does, and runs it once.</summary>
    /// <param name="path">Names the model in messages.</param>
    /// <param name="content">The file.</param>
    /// <exception cref="ModelException">It cannot be used.</exception>
    public static void TryDetector(string path, byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var model = OnnxModel.Open(path, content);
        using var detector = FaceDetectors.Of(model, content);
        Run(path, () => FacePipeline.WarmUp(detector));
    }

    /// <summary>Opens an embedder as a pipeline does, and runs it once.</summary>
    /// <param name="path">Names the model in messages.</param>
    /// <param name="content">The file.</param>
    /// <param name="manifest">What it should take and give.</param>
    /// <exception cref="ModelException">It cannot be used, or does not take and give that.</exception>
    public static void TryEmbedder(string path, byte[] content, EmbedderManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var model = OnnxModel.Open(path, content);
        using var embedder = new OnnxEmbedder(model, manifest);
        Run(path, () => FacePipeline.WarmUp(embedder));
    }

    private static void Run(string path, Action once)
    {
        try
        {
            once();
        }
        catch (OnnxRuntimeException failure)
        {
            throw new ModelException($"'{path}' loads and does not run: {failure.Message}", failure);
        }
    }

    private static Dictionary<string, IReadOnlyList<int>> Shapes(IReadOnlyDictionary<string, NodeMetadata> nodes) =>
        nodes.ToDictionary(node => node.Key, node => (IReadOnlyList<int>)node.Value.Dimensions);
}
