using System.Numerics.Tensors;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Cohorts;

/// <summary>Gathers background people, photo by photo, and checks that they can carry enrolments. Not thread-safe.</summary>
public sealed class CohortBuilder
{
    /// <summary>The fewest people of a group with two training photos, from whom within-person variation is estimated.</summary>
    public const int FewestRepeatedPeople = 5;

    /// <summary>The fewest calibration photos, which place a subject on the scale of false-match rates.</summary>
    public const int FewestStrangers = 50;

    private readonly List<Photo> _photos = [];
    private readonly Dictionary<string, (int Number, string Group, CohortPartition Partition)> _people = new(StringComparer.Ordinal);

    /// <summary>Adds one photo of one person.</summary>
    /// <param name="embedding">Its embedding as the embedder gives it: its length tells of the photo's quality.</param>
    /// <param name="identity">The person.</param>
    /// <param name="group">The person's attribute group.</param>
    /// <param name="partition">What the person may be used for.</param>
    /// <exception cref="CohortException">The vector has no direction or another length, or the person was added otherwise before.</exception>
    public void Add(ReadOnlySpan<float> embedding, string identity, string group, CohortPartition partition)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        ArgumentException.ThrowIfNullOrEmpty(group);
        var length = TensorPrimitives.Norm(embedding);
        if (!(length > 0) || !float.IsFinite(length))
            throw new CohortException($"The embedding of a photo of '{identity}' is zero or not finite: leave the photo out.");
        if (_photos.Count > 0 && _photos[0].Direction.Length != embedding.Length)
            throw new CohortException($"An embedding of '{identity}' has {embedding.Length} values, the others have {_photos[0].Direction.Length}: use one embedder.");

        if (!_people.TryGetValue(identity, out var person))
            _people[identity] = person = (_people.Count, group, partition);
        if (person.Group != group || person.Partition != partition)
            throw new CohortException($"'{identity}' is in {person.Partition} with group '{person.Group}' and again in {partition} with '{group}': each person has one partition and one group.");

        _photos.Add(new Photo(UnitVector.Of(embedding), length, person.Number, group, partition));
    }

    /// <summary>The cohort of all photos added.</summary>
    /// <param name="embedderHash">The embedder's SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <exception cref="CohortException">A partition is too small; the message says which and what it lacks.</exception>
    public Cohort Build(string embedderHash)
    {
        string[] groups = [.. _photos.Select(photo => photo.Group).Distinct().Order(StringComparer.Ordinal)];
        var cohort = new Cohort(
            embedderHash,
            groups,
            Slice(CohortPartition.Training, groups),
            Slice(CohortPartition.Validation, groups),
            Slice(CohortPartition.Calibration, groups));

        foreach (var group in groups)
        {
            var repeated = _photos.Where(photo => photo.Partition == CohortPartition.Training && photo.Group == group)
                .GroupBy(photo => photo.Identity).Count(person => person.Count() > 1);
            if (repeated < FewestRepeatedPeople)
                throw new CohortException($"The training partition has {repeated} people of group '{group}' with two photos or more, at least {FewestRepeatedPeople} are needed: add photos of them.");
        }

        if (cohort.Calibration.Count < FewestStrangers)
            throw new CohortException($"The calibration partition has {cohort.Calibration.Count} photos, at least {FewestStrangers} are needed: add people to it.");
        return cohort;
    }

    private CohortSlice Slice(CohortPartition partition, string[] groups)
    {
        var photos = _photos.Where(photo => photo.Partition == partition).ToArray();
        return photos.Length == 0
            ? throw new CohortException($"The {partition} partition is empty: add people to it.")
            : new CohortSlice(
                new EmbeddingSet([.. photos.SelectMany(photo => photo.Direction)], photos[0].Direction.Length),
                [.. photos.Select(photo => photo.Length)],
                [.. photos.Select(photo => photo.Identity)],
                [.. photos.Select(photo => (byte)Array.IndexOf(groups, photo.Group))]);
    }

    private sealed record Photo(float[] Direction, float Length, int Identity, string Group, CohortPartition Partition);
}
