using System.Numerics.Tensors;
using Mote.Evaluation.Metrics;

namespace Mote.Evaluation.Privacy;

/// <summary>Whether vectors recovered from templates pass for the person.</summary>
/// <param name="Accepted">(I) The share accepted by the model-template itself, the vector entering before any secret transform; of the better way to recover.</param>
/// <param name="AcceptedByVector">(II) The share accepted by a vector template of another photo of the person; of the better way.</param>
/// <param name="Cosine">The median cosine to the reference; of the better way.</param>
/// <param name="Subjects">People.</param>
/// <param name="SubjectsWithPhotos">Those of them with another photo.</param>
public sealed record Inversion(double Accepted, double AcceptedByVector, double Cosine, int Subjects, int SubjectsWithPhotos)
{
    /// <summary>The upper bound of a share where nothing of so many independent trials came about, 3/N; null where something did.</summary>
    public static double? Bound(double share, int trials) => share == 0 && trials > 0 ? RuleOfThree.UpperBound(trials) : null;

    /// <summary>Tries recovered vectors.</summary>
    /// <param name="subjects">The people.</param>
    /// <param name="templates">The template of each.</param>
    /// <param name="recovered">For each way to recover, the vector of each.</param>
    /// <param name="cosineThreshold">The cosine that a vector template accepts.</param>
    internal static Inversion Of(
        IReadOnlyList<AuditedSubject> subjects, IReadOnlyList<AuditedTemplate> templates, IReadOnlyList<IReadOnlyList<float[]>> recovered, double cosineThreshold)
    {
        var withPhotos = Enumerable.Range(0, subjects.Count).Where(i => subjects[i].OtherPhotos.Count > 0).ToArray();
        return new Inversion(
            recovered.Max(vectors => Share(Enumerable.Range(0, subjects.Count), i => templates[i].Opened.Ask(vectors[i]).IsMatch)),
            recovered.Max(vectors => Share(withPhotos, i => TensorPrimitives.Dot<float>(vectors[i], subjects[i].OtherPhotos[0]) >= cosineThreshold)),
            recovered.Max(vectors => Median(subjects.Select((subject, i) => TensorPrimitives.Dot<float>(vectors[i], subject.Reference)))),
            subjects.Count,
            withPhotos.Length);
    }

    private static double Share(IEnumerable<int> people, Func<int, bool> isAccepted) => people.Select(i => isAccepted(i) ? 1.0 : 0.0).DefaultIfEmpty().Average();

    private static double Median(IEnumerable<float> values)
    {
        float[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
