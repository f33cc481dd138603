using Mote.Evaluation.Privacy;
using Mote.Evaluation.Protocol;

namespace Mote.Attacks;

/// <summary>All contests on the vector templates of a set's people.</summary>
internal static class Tournament
{
    private const ulong Seed = 1;

    /// <summary>Who was attacked, and what came of it.</summary>
    /// <param name="set">The people.</param>
    /// <param name="isWanted">Which attacks are measured.</param>
    public static IEnumerable<string> Of(EvaluationSet set, Predicate<string> isWanted)
    {
        var material = PrivacyMaterial.Of(set, SubjectChoice.Of(set, null, 1, Seed), Seed);
        var people = material.Subjects.CountBy(subject => material.Groups[subject.Group]).OrderBy(group => group.Key, StringComparer.Ordinal);
        yield return $"{material.Subjects.Count} people ({string.Join(", ", people.Select(group => $"{group.Value} {group.Key}"))}), {material.PublicFaces.Count} public faces, {set.Dimension} values an embedding";
        yield return "";

        var source = new VectorTemplates(material.CosineThreshold);
        var templates = material.Subjects.Select(subject => source.Enrol(subject, 0, 1, CancellationToken.None)).ToArray();
        var features = TemplateFeatures.Of(templates, AttackerView.Store, material.Bank, Seed, CancellationToken.None);
        var contest = new Contest(material);
        List<Measured> measured = [];
        // Of the audit's sets these differ: the vector itself is what is stored, and what is recovered from it.
        (string Name, float[][] Rows)[] sets = [("weights", [.. features.Select(person => person.Weights)]), ("responses", [.. features.Select(person => person.Responses)])];
        foreach (var family in Contenders.All.GroupBy(contender => contender.Family).Where(family => isWanted(family.Key)))
        {
            foreach (var (name, rows) in sets)
                measured.AddRange(contest.Of([.. family], name, rows));
        }

        if (isWanted(Contenders.OfPublicFaces[0].Family))
            measured.AddRange(contest.Of(Contenders.OfPublicFaces, "sum", [.. features.Select(person => person.Sum)]));
        foreach (var line in ContestTable.Lines(measured))
            yield return line;
    }
}
