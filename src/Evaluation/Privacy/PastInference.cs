using System.Numerics.Tensors;
using System.Text.Json.Serialization;
using Mote.Evaluation.Attacks;
using Mote.Recognition.Networks;

namespace Mote.Evaluation.Privacy;

/// <summary>Whether whoever has the store can tell templates that were changed from fresh ones: an exclusion names somebody who had trouble at a door.</summary>
/// <param name="Best">The attack that did best.</param>
/// <param name="BalancedAccuracy">Its balanced accuracy; 0.5 is chance, but the best of many attacks is above it by luck.</param>
/// <param name="UnderPermutation">What luck alone gives.</param>
/// <param name="PermutationP">The p-value under permuted labels.</param>
/// <param name="Changed">Changed templates among those attacked.</param>
internal sealed record PastInference(
    [property: JsonPropertyName("best")] string Best,
    [property: JsonPropertyName("balancedAccuracy")] double BalancedAccuracy,
    [property: JsonPropertyName("balancedAccuracyUnderPermutation")] double UnderPermutation,
    [property: JsonPropertyName("permutationP")] double PermutationP,
    [property: JsonPropertyName("changed")] int Changed)
{
    // The version that draws who is changed; templates have smaller ones.
    private const int Halves = 0x9a57;

    // Of the precision in which a service stores.
    private const int LargestStep = 127;

    /// <summary>Changes the templates of half of the people, and tells them from those of the others.</summary>
    /// <param name="subjects">The people.</param>
    /// <param name="fresh">The fresh templates of everybody, in the same order.</param>
    /// <param name="change">Enrols somebody and changes the template; null where it cannot be.</param>
    /// <param name="settings">How thoroughly.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>Null where too few could be changed.</returns>
    public static PastInference? Of(
        IReadOnlyList<AuditedSubject> subjects,
        IReadOnlyList<AuditedTemplate> fresh,
        Func<AuditedSubject, CancellationToken, AuditedTemplate?> change,
        PrivacyAuditSettings settings,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        // Nobody is on both sides: who it is must not tell.
        var isChanged = subjects.Select(subject => StableSeed.Of(settings.Seed, subject.Name, 0, Halves) % 2 == 0).ToArray();
        var templates = fresh.ToArray();
        var isUsed = Array.ConvertAll(isChanged, changed => !changed);
        Parallel.For(0, templates.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            if (isChanged[i] && change(subjects[i], cancellationToken) is { } changed)
                (templates[i], isUsed[i]) = (changed, true);
        });
        int[] labels = [.. isChanged.Where((_, i) => isUsed[i]).Select(changed => changed ? 1 : 0)];
        if (labels.Count(label => label == 1) < GroupInference.FoldCount || labels.Count(label => label == 0) < GroupInference.FoldCount)
            return null;

        HeldTemplate[] stored = [.. templates.Where((_, i) => isUsed[i]).Select(template => template.Stored)];
        float[][] invariants = [.. stored.Select(RotationInvariants.Of)];
        FeatureSet[] sets = [new("invariants", invariants), new("deviations", Deviations(invariants)), new("steps", Steps(stored))];
        var folds = Folds.Stratified(labels, GroupInference.FoldCount, settings.Seed);
        var attacks = NamedAttack.Prepare([.. sets.Where(set => set.Dimension > 0)], GroupAttacks.All, folds);
        var found = GroupInference.Of(attacks, labels, folds, settings.Permutations, settings.Seed, progress, cancellationToken);
        return new PastInference(found.Best, found.BalancedAccuracy, found.UnderPermutation, found.PermutationP, labels.Count(label => label == 1));
    }

    /// <summary>How far each feature is from everybody's middle: a rounding more shows in the spread of a constant, not in its mean.</summary>
    private static float[][] Deviations(float[][] features)
    {
        float[] middles = [.. Enumerable.Range(0, features[0].Length).Select(feature => features.Select(person => person[feature]).Order().ElementAt(features.Length / 2))];
        return [.. features.Select(person => person.Select((value, feature) => Math.Abs(value - middles[feature])).ToArray())];
    }

    /// <summary>
    /// How far the columns that no rotation reaches are from what rounding their middle alone would give, in steps of their
    /// row: whatever was rounded once is 0.
    /// </summary>
    private static float[][] Steps(HeldTemplate[] templates)
    {
        var (first, from) = (templates[0].Network.Layers[0], templates[0].EmbeddingColumns);
        float[] middles = [.. Enumerable.Range(from, first.Inputs - from).Select(column => templates.Average(template => Rows(template).Average(unit => Layer(template).Row(unit)[column])))];
        return [.. templates.Select(template => Rows(template).SelectMany(unit => middles.Select((middle, column) =>
        {
            var row = Layer(template).Row(unit);
            var step = Math.Max(1e-9f, Math.Abs(TensorPrimitives.MaxMagnitude(row)) / LargestStep);
            return row[from + column] / step - MathF.Round(middle / step);
        })).ToArray())];

        static DenseLayer Layer(HeldTemplate template) => template.Network.Layers[0];

        static IEnumerable<int> Rows(HeldTemplate template) => Enumerable.Range(0, Layer(template).Outputs);
    }
}
