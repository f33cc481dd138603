using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Embedding;
using Mote.Grains.Explanation;
using Mote.Grains.Identities.Ports;
using Mote.Grains.Models;
using Mote.Protocol;
using Mote.Recognition.Templates;

namespace Mote.Grains.Mailbox;

/// <summary>
/// Faces by the embedder pool of this silo, and those of others by asking their grains. What an explanation needs of a photo
/// stays here, and ends with the request.
/// </summary>
internal sealed class PooledFaces(IGrainFactory grains, string realm, IEmbedderPool embeddings, EmbedderPool studies, ModelSet models) : IFaces
{
    public Task<EmbeddedFace> Embed(byte[] photo, CancellationToken cancellationToken) =>
        embeddings.Embed(models, photo, cancellationToken);

    public async Task<ExplanationResult> Explain(byte[] photo, ModelTemplate template, Func<EmbeddedFace, VerificationResult> decide, CancellationToken cancellationToken)
    {
        using var study = await studies.Study(models, photo, cancellationToken);
        var decision = decide(EmbedderPool.Face(models, study.Reading));
        return Explained(decision, await studies.Explain(models, study, template, decision.IsMatch, cancellationToken));
    }

    public Task<EmbeddedFace> DirectionOf(string subject, CancellationToken cancellationToken) =>
        grains.GetGrain<INetworkDirectionGrain>(new IdentityKey(realm, subject).ToString()).Direction(cancellationToken);

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
