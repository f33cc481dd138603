using Microsoft.Extensions.DependencyInjection;
using Mote.Abstractions.Identities;
using Mote.Grains.Embedding;
using Mote.Grains.Explanation;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>A decision with what spoke for it. Photo, embedding and feature map stay on this silo and end with the request.</summary>
internal sealed partial class IdentityGrain
{
    private EmbedderPool Pool => ServiceProvider.GetRequiredService<EmbedderPool>();

    public async Task<ExplanationResult> Explain(byte[] photo, CancellationToken cancellationToken)
    {
        var enrolled = _stored.Current ?? throw NotEnrolled();
        using var study = await Pool.Study(photo, cancellationToken);
        var decision = Decide(enrolled, Pool.Face(study.Reading));
        return Explained(decision, await Pool.Explain(study, enrolled.Template, decision.IsMatch, cancellationToken));
    }

    private static ExplanationResult Explained(VerificationResult decision, TemplateExplanation explanation) => new(
        decision,
        (ExplanationMethod)explanation.Method,
        explanation.IsMargin ? ExplainedQuantity.Margin : ExplainedQuantity.Score,
        decision.IsMatch ? Figures(explanation) : null,
        explanation.Aligned,
        explanation.Photo);

    private static EvidenceFigures Figures(TemplateExplanation explanation) => new(
        [.. explanation.Regions.OrderByDescending(region => region.Value).Select(region => new EvidenceShare((FaceRegion)region.Key, region.Value))],
        [.. explanation.Layers.Select(layer => new SpokenUnits(layer.Active, layer.Units))]);
}
