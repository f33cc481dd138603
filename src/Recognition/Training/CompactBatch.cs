using System.Numerics.Tensors;
using MathNet.Numerics.Random;
using Mote.Recognition.Cohorts;

namespace Mote.Recognition.Training;

/// <summary>
/// Draws the batches of <see cref="CompactTrainer"/>: a quarter each of cohort people with groups in equal parts, of
/// those most like the reference, of synthetic genuine samples, and of points between the reference and cohort people,
/// so that the boundary is densely sampled.
/// </summary>
internal sealed class CompactBatch
{
    /// <summary>Samples a batch.</summary>
    public const int Size = 4 * Quarter;

    private const int Quarter = 40;
    private const int MostNeighbours = 600;
    private const double MostNeighbourShare = 0.14;

    private readonly TrainingProblem _problem;
    private readonly CompactOptions _options;
    private readonly RandomSource _random;
    private readonly int[][] _byGroup;
    private readonly int[] _nearest;

    public CompactBatch(TrainingProblem problem, CompactOptions options, RandomSource random)
    {
        _problem = problem;
        _options = options;
        _random = random;
        var people = problem.Cohort.Training;
        _byGroup = [.. Enumerable.Range(0, people.Count).GroupBy(row => people.Groups[row]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        _nearest = Nearest(people.Embeddings, problem.Reference.Span);
    }

    /// <summary>Draws the next batch.</summary>
    /// <param name="samples">Rows of d values, overwritten.</param>
    /// <param name="targets">One a row, overwritten.</param>
    /// <param name="silence">The weight of silence on each row: an equal share where the target is 0, none elsewhere.</param>
    public void Draw(Span<float> samples, Span<float> targets, Span<float> silence)
    {
        var embeddings = _problem.Cohort.Training.Embeddings;
        var reference = _problem.Reference.Span;
        for (var i = 0; i < Quarter; i++)
        {
            var group = _byGroup[i % _byGroup.Length];
            embeddings[group[_random.Next(group.Length)]].CopyTo(Row(samples, i));
            embeddings[_nearest[_random.Next(_nearest.Length)]].CopyTo(Row(samples, Quarter + i));

            var between = Row(samples, 3 * Quarter + i);
            var weight = 0.15f + 0.6f * (float)_random.NextDouble();
            TensorPrimitives.Multiply(embeddings[_random.Next(embeddings.Count)], 1 - weight, between);
            TensorPrimitives.MultiplyAdd(reference, weight, between, between);
            TensorPrimitives.Divide(between, TensorPrimitives.Norm(between), between);
        }

        _problem.Genuine.Sample(
            reference, _problem.Balance, _random, samples.Slice(2 * Quarter * reference.Length, Quarter * reference.Length), []);
        for (var i = 0; i < Size; i++)
            targets[i] = Target(TensorPrimitives.Dot(Row(samples, i), reference));
        var share = (float)_options.Silence / Math.Max(1, targets.Count(0f));
        for (var i = 0; i < Size; i++)
            silence[i] = targets[i] == 0 ? share : 0;
    }

    private float Target(float cosine) => Math.Clamp(_options.Slope * (cosine - _problem.Tau0), 0, _options.Ceiling);

    private Span<float> Row(Span<float> samples, int sample) => samples.Slice(sample * _problem.Reference.Length, _problem.Reference.Length);

    private static int[] Nearest(EmbeddingSet people, ReadOnlySpan<float> reference)
    {
        var cosines = new float[people.Count];
        for (var row = 0; row < cosines.Length; row++)
            cosines[row] = -TensorPrimitives.Dot(people[row], reference);
        var rows = Enumerable.Range(0, cosines.Length).ToArray();
        Array.Sort(cosines, rows);
        return rows[..Math.Clamp((int)(MostNeighbourShare * rows.Length), 1, MostNeighbours)];
    }
}
