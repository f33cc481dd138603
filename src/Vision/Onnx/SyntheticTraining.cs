namespace Mote.Vision.Onnx;

/// <summary>
/// The mark of a model that was trained on synthetic faces and knows nothing of real ones. It lies in the ONNX file
/// itself, so that neither another name nor another manifest takes it away.
/// </summary>
internal static class SyntheticTraining
{
    private const string Key = "mote.training-faces";
    private const string Value = "synthetic";

    /// <summary>The entry of the file's metadata.</summary>
    public static IReadOnlyDictionary<string, string> Mark { get; } = new Dictionary<string, string> { [Key] = Value };

    public static bool IsMarked(OnnxModel model) => model.Session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(Key) == Value;
}
