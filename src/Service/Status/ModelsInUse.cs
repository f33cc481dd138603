using Mote.Grains.Models;

namespace Mote.Service.Status;

/// <summary>What the people of a realm are enrolled and verified with.</summary>
/// <param name="Detector">The face detector's file.</param>
/// <param name="DetectorSha256">SHA-256 of that.</param>
/// <param name="Embedder">What the embedder is called.</param>
/// <param name="EmbedderSha256">SHA-256 of its file.</param>
/// <param name="Dimension">How many values it gives a face.</param>
/// <param name="IsTrainedOnSyntheticFaces">Whether it knows synthetic faces only.</param>
/// <param name="Cohort">The cohort.</param>
public sealed record ModelsInUse(string Detector, string DetectorSha256, string Embedder, string EmbedderSha256, int Dimension, bool IsTrainedOnSyntheticFaces, CohortInUse Cohort)
{
    internal static ModelsInUse Of(ModelSet models, ModelFiles files)
    {
        var pipeline = models.Pipeline;
        return new(
            Path.GetFileName(files.Detector), pipeline.DetectorHash, pipeline.Embedder.Name, pipeline.Embedder.Sha256, pipeline.Embedder.Dimension, pipeline.IsTrainedOnSyntheticFaces, CohortInUse.Of(models.Cohort));
    }
}
