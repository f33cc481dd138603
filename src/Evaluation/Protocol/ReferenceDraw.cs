using Mote.Evaluation.Metrics;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Protocol;

/// <summary>
/// Chooses the reference photos of all subjects; every other photo of theirs is a probe. One choice moves FNMR at 1e-4 by a
/// third of itself, so several are evaluated and recipes are compared on the same ones.
/// </summary>
public static class ReferenceDraw
{
    /// <summary>One draw.</summary>
    /// <param name="subjects">The subjects.</param>
    /// <param name="number">From 1: the first takes the labels' own photos for enrolment, then probes in the labels' order.</param>
    /// <param name="references">Reference photos a subject.</param>
    /// <param name="seed">Chooses in every further draw.</param>
    public static ComparisonPlan Of(IReadOnlyList<Subject> subjects, int number, int references, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var random = SeededRandom.Create(seed, (uint)number);
        var enrolments = new List<PlannedEnrolment>(subjects.Count);
        var probes = new List<PlannedProbe>();
        foreach (var (person, subject) in subjects.Index())
        {
            int[] photos = number == 1 ? [.. subject.Photos] : [.. subject.Photos.OrderBy(_ => random.NextDouble())];
            enrolments.Add(new PlannedEnrolment(person, photos[..references]));
            probes.AddRange(photos[references..].Order().Select(photo => new PlannedProbe(person, photo)));
        }

        return new ComparisonPlan($"draw-{number}", new Population([.. subjects.Select(subject => subject.Group)]), enrolments, probes);
    }
}
