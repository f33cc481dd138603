using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Protocol;

/// <summary>Chooses who is evaluated, the same for everything that is reported together.</summary>
public static class SubjectChoice
{
    /// <summary>The subjects of a set, in the order of their first photo.</summary>
    /// <param name="set">The set.</param>
    /// <param name="most">At most so many, attribute groups in turn, chosen by the seed; null for everybody.</param>
    /// <param name="references">Photos each is enrolled from; whoever has fewer than one more is left out.</param>
    /// <param name="seed">Chooses.</param>
    /// <exception cref="EvaluationSetException">Fewer than two people remain.</exception>
    public static IReadOnlyList<Subject> Of(EvaluationSet set, int? most, int references, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(references, 1);
        Subject[] everybody = [.. Enumerable.Range(0, set.Count)
            .Where(photo => set.Labels[photo].IsOfSubject)
            .GroupBy(photo => set.Labels[photo].Identity)
            .Select(person => new Subject(
                person.Key,
                set.Labels[person.First()].Group,
                [.. person.Where(photo => set.Labels[photo].Partition == PartitionName.Reference)],
                [.. person.Where(photo => set.Labels[photo].Partition == PartitionName.Probe)]))
            .Where(subject => subject.References.Count > 0 && subject.Photos.Count > references)];
        if (everybody.Length < 2)
            throw new EvaluationSetException($"{everybody.Length} people have a photo of partition '{PartitionName.Reference}' and {references + 1} photos in all: at least two are needed, or there is nobody to compare.");
        if (most is null || most >= everybody.Length)
            return everybody;

        var random = SeededRandom.Create(seed);
        HashSet<Subject> chosen = [.. everybody
            .OrderBy(_ => random.NextDouble())
            .GroupBy(subject => subject.Group).OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => group.Select((subject, rank) => (subject, rank)))
            .OrderBy(pair => pair.rank)
            .Take(most.Value)
            .Select(pair => pair.subject)];
        return [.. everybody.Where(chosen.Contains)];
    }
}
