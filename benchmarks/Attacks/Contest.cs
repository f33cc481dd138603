using Mote.Evaluation.Attacks;
using Mote.Evaluation.Metrics;
using Mote.Evaluation.Privacy;

namespace Mote.Attacks;

/// <summary>Measures every way to make an attack on the same features, folds and labels, in turn and in processor time, so that a busy machine slows all alike.</summary>
internal sealed class Contest(PrivacyMaterial material)
{
    private const int Deals = 5;
    private const int Permutations = 2;
    private const int AtOnce = 2;
    private const ulong Seed = 1;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    private readonly int[] _labels = [.. material.Subjects.Select(subject => subject.Group)];

    /// <summary>Measures one family.</summary>
    /// <param name="family">Ways to make the same attack, ours first.</param>
    /// <param name="set">What the features are called.</param>
    /// <param name="rows">What was computed of each person.</param>
    public IReadOnlyList<Measured> Of(IReadOnlyList<Contender> family, string set, IReadOnlyList<float[]> rows)
    {
        // The first run of each compiles it; the second shows what it holds.
        var peaks = family.Select(contender =>
        {
            Run(contender, set, rows, 0);
            return PeakMemory.Of(() => Run(contender, set, rows, 0));
        }).ToArray();
        var runs = family.Select(_ => new List<Attempt>()).ToArray();
        for (var deal = 0; deal < Deals; deal++)
        {
            foreach (var (place, contender) in family.Index())
                runs[place].Add(Run(contender, set, rows, deal));
        }

        return [.. family.Index().Select(pair => Of(pair.Item, set, rows, runs[pair.Index], runs[0], peaks[pair.Index]))];
    }

    private Measured Of(Contender contender, string set, IReadOnlyList<float[]> rows, IReadOnlyList<Attempt> runs, IReadOnlyList<Attempt> own, double? peak)
    {
        var (right, ownRight) = (Right(runs), Right(own));
        var folds = FoldsOf(0);
        var prepared = contender.Prepare(Task(set, rows, 0));
        var luck = Enumerable.Range(1, Permutations).Average(permutation =>
        {
            var permuted = folds.Permute(_labels, Seed, (uint)permutation);
            return BalancedAccuracy.Of(permuted, Guess(prepared, permuted));
        });
        var again = new int[AtOnce][];
        Parallel.For(0, AtOnce, i => again[i] = Guess(contender.Prepare(Task(set, rows, 0)), _labels));
        return new Measured(
            contender,
            set,
            Accuracy(right),
            Accuracy([.. right.Zip(ownRight, (one, other) => one - other)]),
            luck,
            Median(runs.Select(run => run.PreparationMs)),
            Median(runs.Select(run => run.GuessMs)),
            Median(runs.Select(run => run.AllocatedMb)),
            peak,
            again.All(guesses => guesses.SequenceEqual(runs[0].Guesses)));
    }

    private Attempt Run(Contender contender, string set, IReadOnlyList<float[]> rows, int deal)
    {
        var task = Task(set, rows, deal);
        var start = Environment.CpuUsage.TotalTime;
        var prepared = contender.Prepare(task);
        var preparation = Environment.CpuUsage.TotalTime - start;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        start = Environment.CpuUsage.TotalTime;
        var guesses = Guess(prepared, _labels);
        // Again and again where it is quick.
        var times = 1;
        for (; Environment.CpuUsage.TotalTime - start < Shortest; times++)
            Guess(prepared, _labels);
        var guessing = (Environment.CpuUsage.TotalTime - start) / times;
        return new Attempt(guesses, preparation.TotalMilliseconds, guessing.TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6 / times);
    }

    // Features anew: what a set has computed for one way it has for the next.
    private AttackTask Task(string set, IReadOnlyList<float[]> rows, int deal) => new(rows, new FeatureSet(set, rows), FoldsOf(deal), material);

    private Folds FoldsOf(int deal) => Folds.Stratified(_labels, GroupInference.FoldCount, Seed + (ulong)deal);

    private int[] Guess(IPreparedAttack prepared, IReadOnlyList<int> labels) => prepared.Guess(labels, material.Groups.Count, CancellationToken.None);

    /// <summary>How often each person was guessed right.</summary>
    private double[] Right(IReadOnlyList<Attempt> runs) => [.. _labels.Select((label, person) => runs.Average(run => run.Guesses[person] == label ? 1.0 : 0.0))];

    private Estimate Accuracy(double[] right)
    {
        var drawn = BootstrapInterval.Draw<double?>(right.Length, Seed, Mean);
        var (low, high) = BootstrapInterval.Of(drawn)!.Value;
        return new Estimate(Mean(SubjectWeights.Once(right.Length))!.Value, low, high);

        double? Mean(SubjectWeights weights) => Enumerable.Range(0, right.Length).GroupBy(person => _labels[person])
            .Average(group => group.Sum(person => weights.Of(person) * right[person]) / group.Sum(weights.Of));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Deals / 2);

    private sealed record Attempt(int[] Guesses, double PreparationMs, double GuessMs, double AllocatedMb);
}
