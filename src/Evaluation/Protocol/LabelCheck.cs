namespace Mote.Evaluation.Protocol;

/// <summary>What must hold between the lines of a labels file.</summary>
internal sealed class LabelCheck(string path)
{
    private readonly HashSet<string> _images = new(StringComparer.Ordinal);
    private readonly HashSet<int> _rows = [];
    private readonly Dictionary<string, Label> _people = new(StringComparer.Ordinal);

    /// <exception cref="EvaluationSetException">The line contradicts one before it.</exception>
    public void Add(Label label, int line)
    {
        if (!_images.Add(label.Image))
            throw new EvaluationSetException($"'{path}', line {line}: '{label.Image}' was named before, and each photo is named once.");
        if (!_rows.Add(label.Row))
            throw new EvaluationSetException($"'{path}', line {line}: row {label.Row} was named before, and each embedding is of one photo.");
        if (!label.IsOfSubject && !label.IsOfCohort)
            return;

        if (!_people.TryAdd(label.Identity, label) && _people[label.Identity] is var before)
        {
            // Somebody the cohort knows would be no stranger to it, and every figure about them too good.
            if (before.IsOfCohort != label.IsOfCohort)
                throw new EvaluationSetException($"'{path}', line {line}: '{label.Identity}' is in the cohort and among those who are enrolled, and nobody may be in both.");
            if (before.Group != label.Group)
                throw new EvaluationSetException($"'{path}', line {line}: '{label.Identity}' is of group '{label.Group}' and was of '{before.Group}' before: a person has one group.");
        }
    }
}
