using MathNet.Numerics.Random;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Training;

/// <summary>
/// What a compact network is trained on, chosen once and well: the cohort photos most like the references, which are the
/// only ones it could mistake, and synthetic genuine samples, as many of each attribute group. Memory for one subject after
/// another. Not thread-safe.
/// </summary>
/// <param name="impostors">Cohort photos to be told from.</param>
/// <param name="each">Synthetic genuine samples of each attribute group.</param>
/// <param name="groups">Attribute groups.</param>
/// <param name="length">Values of a placed face.</param>
internal sealed class CompactSamples(int impostors, int each, int groups, int length) : IDisposable
{
    private readonly RentedRows _impostors = new(impostors, length);
    private readonly RentedRows _genuine = new(each * groups, length);
    private readonly byte[] _group = new byte[each * groups];

    /// <summary>Placed faces of others, the likest first.</summary>
    public PackedRows Impostors => _impostors.Rows;

    /// <summary>Placed synthetic faces of the subject, group after group.</summary>
    public PackedRows Genuine => _genuine.Rows;

    /// <summary>The weight of each attribute group, one a group; they sum to 1.</summary>
    public float[] GenuineShares { get; } = new float[groups];

    /// <summary>Replaces what is there by the samples of a subject.</summary>
    /// <param name="problem">The subject.</param>
    /// <param name="nearest">The rows of the cohort most like the references, as many as there is room for.</param>
    /// <param name="random">Where the draws come from.</param>
    public void Draw(TrainingProblem problem, ReadOnlySpan<int> nearest, RandomSource random)
    {
        for (var i = 0; i < nearest.Length; i++)
            Impostors.Write(i, problem.Space.People[nearest[i]]);
        using var drawn = new PersonalBuffer(_group.Length * (length - 1));
        using var placed = new PersonalBuffer(_group.Length * length);
        Synthesise(problem, random, drawn.Values);
        problem.Space.Place(drawn.Values, _group.Length, placed.Values, Impostors);
        Span<int> next = stackalloc int[groups];
        for (var group = 0; group < groups; group++)
            next[group] = group * each;
        for (var i = 0; i < _group.Length; i++)
            Genuine.Write(next[_group[i]]++, placed.Values.Slice(i * length, length));
        Weigh(problem.Balance);
    }

    /// <summary>Forgets the subject.</summary>
    public void Dispose()
    {
        _impostors.Dispose();
        _genuine.Dispose();
    }

    private void Synthesise(TrainingProblem problem, RandomSource random, Span<float> drawn)
    {
        var references = problem.References.Count;
        for (var i = 0; i < references; i++)
        {
            // Whole rounds of the groups for every reference but the last.
            var (from, to) = (each * i / references * groups, each * (i + 1) / references * groups);
            problem.Genuine.Sample(problem.References[i].Span, 1.0 / groups, random,
                drawn.Slice(from * (length - 1), (to - from) * (length - 1)), _group.AsSpan(from, to - from));
        }
    }

    private void Weigh(double balance)
    {
        for (var group = 0; group < groups; group++)
            GenuineShares[group] = groups == 1 ? 1 : (float)(group == 0 ? balance : (1 - balance) / (groups - 1));
    }
}
