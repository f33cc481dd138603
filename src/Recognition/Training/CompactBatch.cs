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
    private readonly float[] _samples;
    private readonly float[] _targets = new float[Size];
    private readonly float[] _silence = new float[Size];

    public CompactBatch(TrainingProblem problem, CompactOptions options, RandomSource random)
    {
        _problem = problem;
        _options = options;
        _random = random;
        var people = problem.Cohort.Training;
        _byGroup = [.. Enumerable.Range(0, people.Count).GroupBy(row => people.Groups[row]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        _nearest = Nearest(people.Embeddings, problem.Reference.Span);
        _samples = new float[Size * problem.Reference.Length];
    }

    /// <summary>The samples of the batch last drawn, row after row.</summary>
    public float[] Samples => _samples;

    /// <summary>Their targets.</summary>
    public float[] Targets => _targets;

    /// <summary>The weight of silence on each: an equal share on every sample whose target is 0, none on the others.</summary>
    public float[] Silence => _silence;

    /// <summary>Draws the next batch.</summary>
    public void Draw()
    {
        var embeddings = _problem.Cohort.Training.Embeddings;
        var reference = _problem.Reference.Span;
        for (var i = 0; i < Quarter; i++)
        {
            var group = _byGroup[i % _byGroup.Length];
            embeddings[group[_random.Next(group.Length)]].CopyTo(Row(i));
            embeddings[_nearest[_random.Next(_nearest.Length)]].CopyTo(Row(Quarter + i));

            var between = Row(3 * Quarter + i);
            var weight = 0.15f + 0.6f * (float)_random.NextDouble();
            TensorPrimitives.Multiply(embeddings[_random.Next(embeddings.Count)], 1 - weight, between);
            TensorPrimitives.MultiplyAdd(reference, weight, between, between);
            TensorPrimitives.Divide(between, TensorPrimitives.Norm(between), between);
        }

        _problem.Genuine.Sample(
            reference, _problem.Balance, _random, _samples.AsSpan(2 * Quarter * reference.Length, Quarter * reference.Length), []);
        for (var i = 0; i < Size; i++)
            _targets[i] = Target(TensorPrimitives.Dot(Row(i), reference));
        var share = (float)_options.Silence / Math.Max(1, _targets.Count(target => target == 0));
        for (var i = 0; i < Size; i++)
            _silence[i] = _targets[i] == 0 ? share : 0;
    }

    private float Target(float cosine) => Math.Clamp(_options.Slope * (cosine - _problem.Tau0), 0, _options.Ceiling);

    private Span<float> Row(int sample) => _samples.AsSpan(sample * _problem.Reference.Length, _problem.Reference.Length);

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
