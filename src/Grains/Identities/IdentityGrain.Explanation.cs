using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Grains.Explanation;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>A decision with what spoke for it. Photo, embedding and feature map stay on this silo and end with the request.</summary>
internal sealed partial class IdentityGrain
{
    public Task<ExplanationResult> Explain(byte[] photo, CancellationToken cancellationToken) => Decide(
        AuditKind.Explained,
        async enrolled =>
        {
            if (_lockout.Locks > 0)
                throw new MoteException(ProblemCode.ExplanationWithheld, "Too many photos in a row did not match this person, so no decision is explained until one has matched: verify without an explanation, or let an operator lift the lock.");
            using var study = await _pool.Study(photo, cancellationToken);
            var decision = enrolled.Decide(_pool.Face(study.Reading), _cohort);
            return Explained(decision, await _pool.Explain(study, enrolled.Template, decision.IsMatch, cancellationToken));
        },
        explained => explained.Decision);

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
