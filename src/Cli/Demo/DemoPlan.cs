using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Recognition.Randomness;

namespace Mote.Cli.Demo;

/// <summary>Who is enrolled, from which photo, and which photos are then tried.</summary>
/// <param name="References">The one photo each person is enrolled from.</param>
/// <param name="Probes">All other photos of enrolled people.</param>
/// <param name="Strangers">Photos of people whom this run does not enrol: one of each, and further ones if there are too few people.</param>
internal sealed record DemoPlan(IReadOnlyList<LabelledPhoto> References, IReadOnlyList<LabelledPhoto> Probes, IReadOnlyList<LabelledPhoto> Strangers)
{
    /// <summary>Chooses people at random, attribute groups in equal parts, by a seed.</summary>
    /// <exception cref="UsageException">There are too few people.</exception>
    public static DemoPlan Choose(IReadOnlyList<LabelledPhoto> photos, int people, int strangers, ulong seed)
    {
        var random = SeededRandom.Create(seed);
        var groups = photos.Where(photo => photo.Use == PhotoUse.Reference)
            .DistinctBy(photo => photo.Identity)
            .OrderBy(_ => random.NextDouble())
            .GroupBy(photo => photo.Group).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.ToArray())
            .ToArray();
        var references = Enumerable.Range(0, groups.Length == 0 ? 0 : groups.Max(group => group.Length))
            .SelectMany(i => groups.Where(group => i < group.Length).Select(group => group[i]))
            .Take(people)
            .ToArray();
        if (references.Length < people)
            throw new UsageException($"Only {references.Length} people have an 'enrol' photo, {people} are to be enrolled: give more photos, or fewer --people.");

        var enrolled = references.Select(reference => reference.Identity).ToHashSet(StringComparer.Ordinal);
        LabelledPhoto[] others = [.. photos.Where(photo => photo.Use is PhotoUse.Reference or PhotoUse.Probe && !enrolled.Contains(photo.Identity))
            .OrderBy(photo => photo.Use == PhotoUse.Reference ? 0 : 1).ThenBy(_ => random.NextDouble())
            .Take(strangers)];
        return others.Length < strangers
            ? throw new UsageException($"Only {others.Length} photos are left of people who are not enrolled, {strangers} are to be tried: give more photos, or fewer --strangers.")
            : new DemoPlan(references, [.. photos.Where(photo => photo.Use == PhotoUse.Probe && enrolled.Contains(photo.Identity))], others);
    }
}
