using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Protocol;

/// <summary>Who is enrolled from which photos, and which photos are tried on all of them.</summary>
/// <param name="Name">Names it in files and on the screen.</param>
/// <param name="People">Everybody who is enrolled or probed.</param>
/// <param name="Enrolments">Who is enrolled.</param>
/// <param name="Probes">Which photos are tried, refused ones included.</param>
public sealed record ComparisonPlan(string Name, Population People, IReadOnlyList<PlannedEnrolment> Enrolments, IReadOnlyList<PlannedProbe> Probes)
{
    /// <summary>The probes that can be used.</summary>
    public IReadOnlyList<PlannedProbe> Acquired(EvaluationSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return [.. Probes.Where(probe => set[probe.Photo] is not null)];
    }
}
