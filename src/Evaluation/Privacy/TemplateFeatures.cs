using Mote.Evaluation.Attacks;

namespace Mote.Evaluation.Privacy;

/// <summary>What an attacker computes of one template.</summary>
/// <param name="Weights">Everything stored, as one vector.</param>
/// <param name="Invariants">What a rotation does not change.</param>
/// <param name="Responses">What the network says to the bank.</param>
/// <param name="Ascent">The vector recovered by gradient ascent.</param>
/// <param name="Sum">The vector recovered as the weighted sum of rows.</param>
/// <param name="Calibration">What is personal beside the network; empty where it is closed to him.</param>
internal sealed record TemplateFeatures(float[] Weights, float[] Invariants, float[] Responses, float[] Ascent, float[] Sum, float[] Calibration)
{
    /// <summary>The features of one template.</summary>
    public static TemplateFeatures Of(HeldTemplate template, IReadOnlyList<float> calibration, IReadOnlyList<float[]> bank, ulong seed) => new(
        WeightFeatures.Of(template),
        RotationInvariants.Of(template),
        BankResponses.Of(template, bank),
        RecoveredVectors.Ascent(template, seed),
        RecoveredVectors.WeightedSum(template),
        [.. calibration]);

    /// <summary>The features of many templates in parallel.</summary>
    public static TemplateFeatures[] Of(IReadOnlyList<AuditedTemplate> templates, AttackerView view, IReadOnlyList<float[]> bank, ulong seed, CancellationToken cancellationToken)
    {
        var features = new TemplateFeatures[templates.Count];
        Parallel.For(0, features.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            features[i] = Of(view.Held(templates[i]), view.Calibration(templates[i]), bank, seed));
        return features;
    }

    /// <summary>The sets that groups are told from.</summary>
    public static IReadOnlyList<FeatureSet> Sets(IReadOnlyList<TemplateFeatures> people)
    {
        FeatureSet[] sets =
        [
            Set("weights", person => [.. person.Weights, .. person.Calibration]),
            Set("invariants", person => [.. person.Invariants, .. person.Calibration]),
            Set("responses", person => person.Responses),
            Set("ascent", person => person.Ascent),
            Set("sum", person => person.Sum),
            Set("calibration", person => person.Calibration),
        ];
        // What is the same for everybody tells nothing.
        return [.. sets.Where(set => set.Dimension > 0)];

        FeatureSet Set(string name, Func<TemplateFeatures, float[]> of) => new(name, [.. people.Select(of)]);
    }

    /// <summary>How alike the templates of two realms are.</summary>
    public static IReadOnlyList<LinkageScores> Linkages(IReadOnlyList<TemplateFeatures> first, IReadOnlyList<TemplateFeatures> second, int versions)
    {
        return
        [
            .. Near("weight-distance", one => one.Weights),
            .. Near("invariant-distance", one => one.Invariants),
            Along("response-correlation", one => LinkageScores.Standardise(one.Responses)),
            Along("ascent-cosine", one => one.Ascent),
            Along("sum-cosine", one => one.Sum),
            .. Near("calibration-distance", one => one.Calibration),
        ];

        // Standardised over both realms, or the largest values alone would decide; none where all are the same.
        IEnumerable<LinkageScores> Near(string name, Func<TemplateFeatures, float[]> of)
        {
            var set = new FeatureSet(name, [.. first.Concat(second).Select(of)]);
            if (set.Dimension > 0)
                yield return LinkageScores.Of(name, [.. set.Rows.Take(first.Count)], [.. set.Rows.Skip(first.Count)], versions, LinkageScores.Nearness);
        }

        LinkageScores Along(string name, Func<TemplateFeatures, float[]> of) =>
            LinkageScores.Of(name, [.. first.Select(of)], [.. second.Select(of)], versions, LinkageScores.Product);
    }
}
