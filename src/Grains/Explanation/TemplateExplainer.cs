using Mote.Recognition.Explanation;
using Mote.Recognition.Packs;
using Mote.Recognition.Templates;
using Mote.Vision;
using Mote.Vision.Explanation;
using Mote.Vision.Photos;

namespace Mote.Grains.Explanation;

/// <summary>
/// Shows which parts of a face speak for a model-template's decision. It needs no silo. Thread-safe; an explanation keeps one
/// core busy for the time of one or two readings, or by occlusion for a second.
/// </summary>
/// <param name="pipeline">The embedder of the model-templates.</param>
/// <param name="cohort">Their cohort.</param>
public sealed class TemplateExplainer(FacePipeline pipeline, CohortPack cohort)
{
    /// <summary>The levels of a face's regions on the map of a non-match: what a caller may learn of a face that is not accepted.</summary>
    public const int Levels = 8;

    /// <summary>Decides about the one face of a photo and explains the decision.</summary>
    /// <param name="photo">A JPEG, PNG or WebP file.</param>
    /// <param name="template">A model-template of this embedder and this cohort.</param>
    /// <param name="refusal">Why the photo was refused, where the answer is null.</param>
    /// <param name="cancellationToken">Stops between two stages.</param>
    /// <exception cref="ArgumentException">The model-template belongs to another embedder or cohort.</exception>
    public PhotoExplanation? Explain(ReadOnlyMemory<byte> photo, ModelTemplate template, out PhotoRefusal? refusal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (template.EmbedderHash != pipeline.Embedder.Sha256 || template.CohortHash != cohort.Hash)
            throw new ArgumentException("The model-template belongs to another embedder or cohort.", nameof(template));
        using var study = pipeline.Study(photo, out refusal, cancellationToken);
        if (study is null)
            return null;
        var decision = template.Decide(template.Input(cohort, study.Reading.Embedding));
        return new PhotoExplanation(decision, Explain(study, template, decision.IsMatch, cancellationToken));
    }

    /// <summary>Explains a decision that was made.</summary>
    /// <param name="study">The face, by the pipeline.</param>
    /// <param name="template">A model-template of this embedder and this cohort.</param>
    /// <param name="isMatch">What was decided. A non-match is explained without a number, region by region in <see cref="Levels"/> levels.</param>
    /// <param name="cancellationToken">Stops occlusion between two faces.</param>
    public TemplateExplanation Explain(FaceStudy study, ModelTemplate template, bool isMatch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(template);
        var margin = ExplainedMargin.At(template, cohort, study.Reading.Embedding);
        try
        {
            var explained = pipeline.Explain(study, margin.Gradient, changed => ExplainedMargin.Of(template, cohort, changed, study.Reading.Embedding), cancellationToken);
            var map = isMatch ? explained.Map : explained.Map.ByRegion(Levels);
            return new TemplateExplanation(
                explained.Method,
                !isMatch || margin.IsInDeadZone,
                isMatch ? explained.Regions : new Dictionary<FaceRegion, double>(),
                isMatch ? margin.Layers : [],
                study.DrawAligned(map),
                study.DrawPhoto(map));
        }
        finally
        {
            Array.Clear(margin.Gradient);
        }
    }
}
