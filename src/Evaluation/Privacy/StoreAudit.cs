using Mote.Evaluation.Attacks;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Privacy;

/// <summary>
/// Attacks a realm's own store, about whose people nothing need be known. Groups are told only where somebody gives them,
/// templates are linked only where the same subjects have others, and nothing is inverted, since that takes photos: what
/// was left out is said.
/// </summary>
/// <param name="settings">How thoroughly; the versions are those of the store.</param>
public sealed class StoreAudit(PrivacyAuditSettings settings)
{
    /// <summary>The fewest subjects with two templates that links are looked for among.</summary>
    public const int FewestLinked = 20;

    /// <summary>Attacks stored templates.</summary>
    /// <param name="name">What they are called in reports.</param>
    /// <param name="templates">The store, of one shape; of several versions of a subject the latest counts.</param>
    /// <param name="others">The same subjects' templates of another realm or of before a re-enrolment; empty for none.</param>
    /// <param name="groups">The attribute group of subjects; empty for unknown.</param>
    /// <param name="bank">Public faces that networks are asked about; at least one.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public (PrivacyFigures Figures, IReadOnlyList<string> LeftOut) Run(
        string name,
        IReadOnlyList<StoredTemplate> templates,
        IReadOnlyList<StoredTemplate> others,
        IReadOnlyDictionary<string, string> groups,
        IReadOnlyList<float[]> bank,
        IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(templates);
        ArgumentNullException.ThrowIfNull(others);
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(bank);
        var features = Latest(templates).ToDictionary(pair => pair.Key, pair => Features(pair.Value), StringComparer.Ordinal);
        List<string> leftOut = ["Inversion: it takes photos of the people, which a store does not hold."];
        var inference = Infer(features, groups, leftOut, progress, cancellationToken);
        var unlinkability = Link(features, Latest(others), leftOut, cancellationToken);
        return (new PrivacyFigures
        {
            Template = name,
            Attacker = AttackerView.Store.Attacker,
            Best = inference?.Best,
            BalancedAccuracy = inference?.BalancedAccuracy,
            PermutationP = inference?.PermutationP,
            DSys = unlinkability?.Net,
            DSysRaw = unlinkability?.Raw,
            DSysNull = unlinkability?.Null,
            Others = OtherFigures.Of(
                ("permutations", inference?.Permutations),
                ("balancedAccuracyUnderPermutation", inference?.UnderPermutation),
                ("attacks", inference?.Attacks),
                ("linkage", unlinkability?.Best),
                ("linkages", unlinkability?.Scores),
                ("templates", features.Count),
                ("leftOut", leftOut)),
        }, leftOut);

        TemplateFeatures Features(StoredTemplate template) => TemplateFeatures.Of(template.Template, [], bank, settings.Seed);

        Unlinkability? Link(Dictionary<string, TemplateFeatures> first, Dictionary<string, StoredTemplate> second, List<string> unsaid, CancellationToken stop)
        {
            string[] both = [.. first.Keys.Where(second.ContainsKey).Order(StringComparer.Ordinal)];
            if (both.Length < FewestLinked)
            {
                unsaid.Add($"Unlinkability: {both.Length} subjects have a second template, at least {FewestLinked} are needed: give another realm's store, or re-enrolments.");
                return null;
            }

            return Unlinkability.Of(
                TemplateFeatures.Linkages([.. both.Select(subject => first[subject])], [.. both.Select(subject => Features(second[subject]))], versions: 1), settings.Seed, stop);
        }
    }

    private GroupInference? Infer(
        Dictionary<string, TemplateFeatures> features, IReadOnlyDictionary<string, string> groups, List<string> leftOut, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        string[] known = [.. features.Keys.Where(groups.ContainsKey).Order(StringComparer.Ordinal)];
        string[] names = [.. known.Select(subject => groups[subject]).Distinct().Order(StringComparer.Ordinal)];
        int[] labels = [.. known.Select(subject => Array.IndexOf(names, groups[subject]))];
        if (names.Length < 2 || labels.CountBy(label => label).Any(group => group.Value < GroupInference.FoldCount))
        {
            leftOut.Add($"Group inference: it takes two attribute groups of at least {GroupInference.FoldCount} people each, and {known.Length} subjects have a known one: give them by --labels.");
            return null;
        }

        var folds = Folds.Stratified(labels, GroupInference.FoldCount, settings.Seed);
        var attacks = NamedAttack.Prepare(TemplateFeatures.Sets([.. known.Select(subject => features[subject])]), GroupAttacks.All, folds);
        return GroupInference.Of(attacks, labels, folds, settings.Permutations, settings.Seed, progress, cancellationToken);
    }

    private static Dictionary<string, StoredTemplate> Latest(IEnumerable<StoredTemplate> templates) => templates
        .GroupBy(template => template.Subject, StringComparer.Ordinal)
        .ToDictionary(subject => subject.Key, subject => subject.MaxBy(template => template.Version)!, StringComparer.Ordinal);
}
