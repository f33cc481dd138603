using System.Numerics.Tensors;
using Mote.Evaluation.Protocol;
using Mote.Recognition.Randomness;
using Mote.Recognition.Vectors;

namespace Mote.Evaluation.Privacy;

/// <summary>Who is attacked, and the public faces that attackers have.</summary>
/// <param name="Subjects">The people.</param>
/// <param name="Groups">Names of the attribute groups; a subject's group is a place in it.</param>
/// <param name="PublicFaces">Faces of the cohort, which no subject is in, with the place of their group in <paramref name="Groups"/>; groups in turn.</param>
public sealed record PrivacyMaterial(IReadOnlyList<AuditedSubject> Subjects, IReadOnlyList<string> Groups, IReadOnlyList<(float[] Face, int Group)> PublicFaces)
{
    // Support vector machines take the square of it.
    private const int MostFaces = 2400;
    private const int BankFaces = 200;

    private readonly Lazy<double> _cosineThreshold = new(() => Threshold(Subjects));

    /// <summary>The faces that networks are asked about.</summary>
    public IReadOnlyList<float[]> Bank { get; } = [.. PublicFaces.Take(BankFaces).Select(face => face.Face)];

    /// <summary>The smallest cosine at which vector templates reach <see cref="PrivacyAudit.FalseMatchRate"/> among these subjects.</summary>
    public double CosineThreshold => _cosineThreshold.Value;

    /// <summary>The same people and faces in the coordinates of one kind of template.</summary>
    /// <param name="see">What becomes of each embedding.</param>
    public PrivacyMaterial SeenBy(Func<float[], float[]> see)
    {
        ArgumentNullException.ThrowIfNull(see);
        return new PrivacyMaterial(
            [.. Subjects.Select(subject => subject with { Reference = see(subject.Reference), OtherPhotos = [.. subject.OtherPhotos.Select(see)] })],
            Groups,
            [.. PublicFaces.Select(face => (see(face.Face), face.Group))]);
    }

    /// <summary>Takes the people and the cohort of an evaluation.</summary>
    /// <param name="set">The set.</param>
    /// <param name="subjects">Who is evaluated; whoever has no usable reference photo is left out.</param>
    /// <param name="seed">Chooses the public faces.</param>
    /// <exception cref="EvaluationSetException">There are fewer than two groups, too few people in one, or no cohort people of one.</exception>
    public static PrivacyMaterial Of(EvaluationSet set, IReadOnlyList<Subject> subjects, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(subjects);
        string[] groups = [.. subjects.Select(subject => subject.Group).Distinct().Order(StringComparer.Ordinal)];
        AuditedSubject[] audited = [.. subjects
            .Select(subject => (subject, reference: subject.References.FirstOrDefault(photo => set[photo] is not null, -1)))
            .Where(pair => pair.reference >= 0)
            .Select(pair => new AuditedSubject(
                pair.subject.Identity,
                Array.IndexOf(groups, pair.subject.Group),
                UnitVector.Of(set[pair.reference]),
                [.. pair.subject.Photos.Where(photo => photo != pair.reference).Select(photo => set[photo]).OfType<float[]>().Select(photo => UnitVector.Of(photo))]))];
        if (groups.Length < 2)
            throw new EvaluationSetException($"All people are of group '{groups.FirstOrDefault()}': to tell groups apart there must be two at least.");
        if (Enumerable.Range(0, groups.Length).FirstOrDefault(group => audited.Count(subject => subject.Group == group) < GroupInference.FoldCount, -1) is >= 0 and var small)
            throw new EvaluationSetException($"Group '{groups[small]}' has fewer than {GroupInference.FoldCount} people with a usable reference photo, too few to learn from: audit more people, or another group column.");

        var random = SeededRandom.Create(seed);
        (float[] Face, int Group)[] faces = [.. Enumerable.Range(0, set.Count)
            .Where(photo => set.Labels[photo].IsOfCohort && set[photo] is not null && groups.Contains(set.Labels[photo].Group))
            .OrderBy(_ => random.NextDouble())
            .GroupBy(photo => Array.IndexOf(groups, set.Labels[photo].Group)).OrderBy(group => group.Key)
            .SelectMany(group => group.Select((photo, rank) => (photo, group.Key, rank)))
            .OrderBy(face => face.rank)
            .Take(MostFaces)
            .Select(face => (UnitVector.Of(set[face.photo]), face.Key))];
        return Enumerable.Range(0, groups.Length).FirstOrDefault(group => !faces.Any(face => face.Group == group), -1) is >= 0 and var missing
            ? throw new EvaluationSetException($"There is no photo of group '{groups[missing]}' in a cohort partition: attackers know public faces of every group, and enrolment needs background people.")
            : new PrivacyMaterial(audited, groups, faces);
    }

    private static double Threshold(IReadOnlyList<AuditedSubject> subjects)
    {
        float[] strangers = [.. subjects.AsParallel().AsOrdered().SelectMany(subject => subjects
            .Where(other => other != subject)
            .SelectMany(other => other.OtherPhotos.DefaultIfEmpty(other.Reference))
            .Select(photo => TensorPrimitives.Dot<float>(subject.Reference, photo)))];
        Array.Sort(strangers);
        // At most this share at or above: the first score beyond that many from the top, and just above it.
        var allowed = (int)(PrivacyAudit.FalseMatchRate * strangers.Length);
        return MathF.BitIncrement(strangers[^(allowed + 1)]);
    }
}
