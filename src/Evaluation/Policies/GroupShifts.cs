namespace Mote.Evaluation.Policies;

/// <summary>Adds a constant to the scores of each group.</summary>
/// <param name="Shifts">What is added, by group.</param>
public sealed record GroupShifts(IReadOnlyDictionary<string, double> Shifts) : IScoreMapping
{
    /// <inheritdoc/>
    public float Map(string group, float score) => (float)(score + Shifts.GetValueOrDefault(group));
}
