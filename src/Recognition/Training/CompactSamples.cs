using System.Numerics.Tensors;
using MathNet.Numerics.Random;
using Mote.Recognition.Cohorts;

namespace Mote.Recognition.Training;

/// <summary>
/// What a compact network is trained on, chosen once and well: the cohort photos most like the references, which are the
/// only ones it could mistake, and synthetic genuine samples, as many of each attribute group.
/// </summary>
internal sealed class CompactSamples
{
    private CompactSamples(float[] references, EmbeddingSet impostors, EmbeddingSet genuine, float[] shares) =>
        (References, Impostors, Genuine, GenuineShares) = (references, impostors, genuine, shares);

    /// <summary>The references' directions, rows of d values.</summary>
    public float[] References { get; }

    /// <summary>Placed faces of others.</summary>
    public EmbeddingSet Impostors { get; }

    /// <summary>Placed synthetic faces of the subject, group after group.</summary>
    public EmbeddingSet Genuine { get; }

    /// <summary>The weight of each attribute group, one a group; they sum to 1.</summary>
    public float[] GenuineShares { get; }

    /// <summary>Samples given as they are.</summary>
    internal static CompactSamples Of(EmbeddingSet impostors, EmbeddingSet genuine, float[] shares) => new([], impostors, genuine, shares);

    public static CompactSamples Draw(TrainingProblem problem, CompactOptions options, RandomSource random)
    {
        var space = problem.Space;
        var references = new float[problem.References.Count * space.Dimension];
        var placed = new float[space.PlacedLength];
        for (var i = 0; i < problem.References.Count; i++)
        {
            space.Place(problem.References[i].Span, placed);
            placed.AsSpan(0, space.Dimension).CopyTo(references.AsSpan(i * space.Dimension));
        }

        var impostors = Nearest(space, references, options.Impostors);
        return new CompactSamples(references, impostors, Synthetic(problem, options.Genuine, impostors, random), Shares(problem));
    }

    private static EmbeddingSet Nearest(FaceSpace space, float[] references, int count)
    {
        var likeness = new float[space.People.Count];
        var rows = new int[likeness.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            var person = space.People[row];
            var nearest = -1f;
            for (var i = 0; i < references.Length; i += space.Dimension)
                nearest = Math.Max(nearest, TensorPrimitives.Dot(references.AsSpan(i, space.Dimension), person[..^1]));
            (likeness[row], rows[row]) = (person[^1] / space.DemandScale - nearest, row);
        }

        Array.Sort(likeness, rows);
        return Gather(space.People, rows.AsSpan(0, Math.Min(count, rows.Length)));
    }

    private static EmbeddingSet Synthetic(TrainingProblem problem, int each, EmbeddingSet impostors, RandomSource random)
    {
        var (space, groups) = (problem.Space, problem.Cohort.Groups.Count);
        var drawn = new float[each * groups * space.Dimension];
        var group = new byte[each * groups];
        var references = problem.References.Count;
        for (var i = 0; i < references; i++)
        {
            // Whole rounds of the groups for every reference but the last.
            var (from, to) = (each * i / references * groups, each * (i + 1) / references * groups);
            problem.Genuine.Sample(problem.References[i].Span, 1.0 / groups, random,
                drawn.AsSpan(from * space.Dimension, (to - from) * space.Dimension), group.AsSpan(from, to - from));
        }

        var order = Enumerable.Range(0, group.Length).OrderBy(row => group[row]).ToArray();
        var placed = new float[order.Length * space.PlacedLength];
        for (var i = 0; i < order.Length; i++)
            space.PlaceNear(drawn.AsSpan(order[i] * space.Dimension, space.Dimension), impostors, placed.AsSpan(i * space.PlacedLength, space.PlacedLength));
        return new EmbeddingSet(placed, space.PlacedLength);
    }

    private static float[] Shares(TrainingProblem problem)
    {
        var groups = problem.Cohort.Groups.Count;
        return groups == 1 ? [1] : [.. Enumerable.Range(0, groups).Select(group => (float)(group == 0 ? problem.Balance : (1 - problem.Balance) / (groups - 1)))];
    }

    private static EmbeddingSet Gather(EmbeddingSet set, ReadOnlySpan<int> rows)
    {
        var values = new float[rows.Length * set.Dimension];
        for (var i = 0; i < rows.Length; i++)
            set[rows[i]].CopyTo(values.AsSpan(i * set.Dimension));
        return new EmbeddingSet(values, set.Dimension);
    }
}
