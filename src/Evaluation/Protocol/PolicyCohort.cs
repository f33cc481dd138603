using Mote.Evaluation.Metrics;
using Mote.Recognition.Cohorts;

namespace Mote.Evaluation.Protocol;

/// <summary>
/// Cohort people enrolled so that group policies and thresholds can be chosen on them: those of the validation partition who
/// have photos enough, against their own other photos and every photo of the other people of validation and calibration.
/// </summary>
public static class PolicyCohort
{
    /// <summary>The comparisons.</summary>
    /// <param name="set">The set.</param>
    /// <param name="references">Reference photos a person.</param>
    /// <param name="most">At most so many people are enrolled, attribute groups in turn.</param>
    public static ComparisonPlan Of(EvaluationSet set, int references, int most)
    {
        ArgumentNullException.ThrowIfNull(set);
        var people = Enumerable.Range(0, set.Count)
            .Where(photo => set[photo] is not null && PartitionName.Cohort(set.Labels[photo].Partition) is CohortPartition.Validation or CohortPartition.Calibration)
            .GroupBy(photo => set.Labels[photo].Identity)
            .Select((photos, person) => (Person: person, Photos: photos.ToArray(), Label: set.Labels[photos.First()]))
            .ToArray();
        var enrolled = people
            .Where(person => PartitionName.Cohort(person.Label.Partition) == CohortPartition.Validation && person.Photos.Length > references)
            .GroupBy(person => person.Label.Group).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.Select((person, rank) => (person, rank)))
            .OrderBy(pair => pair.rank)
            .Take(most)
            .ToDictionary(pair => pair.person.Person, pair => pair.person.Photos[..references]);
        return new ComparisonPlan(
            "policy-cohort",
            new Population([.. people.Select(person => person.Label.Group)]),
            [.. enrolled.OrderBy(pair => pair.Key).Select(pair => new PlannedEnrolment(pair.Key, pair.Value))],
            [.. people.SelectMany(person => person.Photos.Except(enrolled.GetValueOrDefault(person.Person, [])).Select(photo => new PlannedProbe(person.Person, photo)))]);
    }
}
