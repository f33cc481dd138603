using System.Numerics.Tensors;
using MathNet.Numerics.Statistics;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Randomness;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Certification;

/// <summary>
/// The quartiles that place a person in the menagerie. Scores are cosines with the reference: calibration brings every
/// network to one false-match rate, so its own scores no longer show who is easily taken for others. With one photo
/// the genuine side is how the cohort's within-person variation acts at this face, no more. Immutable and thread-safe.
/// </summary>
internal sealed class Menagerie
{
    private const int MostPeople = 200;
    private const int SamplesAPerson = 200;
    private const ulong Seed = 0x5ee9;

    private readonly CohortPack _pack;
    private readonly (double Low, double High) _genuine;
    private readonly (double Low, double High) _impostor;

    /// <summary>Places validation people, in some tens of milliseconds.</summary>
    public Menagerie(CohortPack pack)
    {
        _pack = pack;
        var people = pack.Cohort.Validation;
        var scores = Enumerable.Range(0, people.Count).DistinctBy(row => people.Identities[row]).Take(MostPeople)
            .Select(row => Scores(people.Embeddings[row])).ToArray();
        _genuine = Quartiles(scores.Select(score => score.Genuine));
        _impostor = Quartiles(scores.Select(score => score.Impostor));
    }

    /// <summary>The class of a person.</summary>
    /// <param name="reference">The enrolled embedding.</param>
    public ZooClass Of(ReadOnlySpan<float> reference)
    {
        var (genuine, impostor) = Scores(reference);
        return (IsHigh(genuine, _genuine), IsHigh(impostor, _impostor)) switch
        {
            (true, false) => ZooClass.Dove,
            (true, true) => ZooClass.Chameleon,
            (false, false) => ZooClass.Phantom,
            (false, true) => ZooClass.Worm,
            _ => ZooClass.Sheep,
        };
    }

    // The same draws for everybody, so that people differ and not the draws.
    private (double Genuine, double Impostor) Scores(ReadOnlySpan<float> reference)
    {
        var samples = new float[SamplesAPerson * reference.Length];
        _pack.Differences.Sample(reference, 1.0 / _pack.Cohort.Groups.Count, SeededRandom.Create(Seed), samples, []);
        return (MeanCosine(new EmbeddingSet(samples, reference.Length), reference), MeanCosine(_pack.Cohort.Calibration.Embeddings, reference));
    }

    private static double MeanCosine(EmbeddingSet faces, ReadOnlySpan<float> reference)
    {
        var sum = 0.0;
        for (var row = 0; row < faces.Count; row++)
            sum += TensorPrimitives.CosineSimilarity(faces[row], reference);
        return sum / faces.Count;
    }

    private static (double Low, double High) Quartiles(IEnumerable<double> scores)
    {
        double[] sorted = [.. scores.Order()];
        return (SortedArrayStatistics.LowerQuartile(sorted), SortedArrayStatistics.UpperQuartile(sorted));
    }

    private static bool? IsHigh(double score, (double Low, double High) quartiles) =>
        score >= quartiles.High ? true : score <= quartiles.Low ? false : null;
}
