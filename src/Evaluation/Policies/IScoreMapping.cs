namespace Mote.Evaluation.Policies;

/// <summary>Changes each subject's scores by the subject's attribute group; never falls where a score rises. Thread-safe.</summary>
public interface IScoreMapping
{
    /// <summary>The new score.</summary>
    /// <param name="group">The attribute group of the subject; one the cohort did not have is left as it is.</param>
    /// <param name="score">The score of a probe.</param>
    float Map(string group, float score);
}
