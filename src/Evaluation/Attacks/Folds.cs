using Mote.Evaluation.Sampling;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Attacks;

/// <summary>
/// Who is held out together. Each fold has its share of every group, and labels are permuted within folds only: then a
/// permutation keeps every fold as balanced as the truth's was, which is what makes the two comparable. Immutable.
/// </summary>
public sealed class Folds
{
    private readonly int[][] _held;
    private readonly int[][] _training;

    private Folds(int[][] held)
    {
        _held = held;
        _training = [.. held.Select((_, fold) => held.Where((_, other) => other != fold).SelectMany(people => people).Order().ToArray())];
    }

    /// <summary>Folds.</summary>
    public int Count => _held.Length;

    /// <summary>People.</summary>
    public int People => _held.Sum(people => people.Length);

    /// <summary>Deals people out to folds, group after group.</summary>
    /// <param name="labels">The group of each person, numbered from 0.</param>
    /// <param name="count">Folds, at least 2.</param>
    /// <param name="seed">Shuffles the people of a group.</param>
    /// <exception cref="ArgumentException">There are fewer than two groups, or one has fewer people than there are folds.</exception>
    public static Folds Stratified(IReadOnlyList<int> labels, int count, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var random = SeededRandom.Create(seed);
        var groups = Enumerable.Range(0, labels.Count)
            .OrderBy(_ => random.NextDouble())
            .GroupBy(person => labels[person]).OrderBy(group => group.Key)
            .Select(group => group.ToArray()).ToArray();
        if (groups.Length < 2 || groups.Min(group => group.Length) < count)
            throw new ArgumentException($"{count} folds need two groups of at least {count} people each.", nameof(labels));
        var dealt = groups.SelectMany(group => group).ToArray();
        return new Folds([.. Enumerable.Range(0, count).Select(fold => dealt.Where((_, place) => place % count == fold).Order().ToArray())]);
    }

    /// <summary>The people held out, ascending.</summary>
    public ReadOnlySpan<int> Held(int fold) => _held[fold];

    /// <summary>Everybody else, ascending.</summary>
    public ReadOnlySpan<int> Training(int fold) => _training[fold];

    /// <summary>The labels permuted within each fold.</summary>
    /// <param name="labels">The group of each person.</param>
    /// <param name="seed">Draws the permutation.</param>
    /// <param name="stream">Which of the seed's permutations.</param>
    public int[] Permute(IReadOnlyList<int> labels, ulong seed, uint stream)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var random = SeededRandom.Create(seed, stream);
        int[] permuted = [.. labels];
        foreach (var people in _held)
        {
            var own = Array.ConvertAll(people, person => labels[person]);
            Shuffling.InPlace<int>(random, own);
            for (var i = 0; i < people.Length; i++)
                permuted[people[i]] = own[i];
        }

        return permuted;
    }
}
