using MathNet.Numerics.Random;

namespace Mote.Evaluation.Attacks;

/// <summary>A tree of thresholds, grown by Gini impurity. Immutable once grown.</summary>
internal sealed class DecisionTree
{
    private const int SmallestLeaf = 3;
    private const int Deepest = 8;

    private readonly List<Node> _nodes = [];

    /// <summary>Grows a tree.</summary>
    /// <param name="bins">For each feature the bin of each person.</param>
    /// <param name="sample">People, some of them several times; reordered.</param>
    /// <param name="labels">The group of each person.</param>
    /// <param name="groups">Groups.</param>
    /// <param name="candidates">Features tried at a split.</param>
    /// <param name="random">Chooses them.</param>
    public static DecisionTree Grow(byte[][] bins, int[] sample, int[] labels, int groups, int candidates, RandomSource random)
    {
        var tree = new DecisionTree();
        tree.Grow(new Growth(bins, labels, groups, candidates, random), sample, 0);
        return tree;
    }

    /// <summary>Adds the share of each group where a person ends up.</summary>
    public void Vote(byte[][] bins, int person, float[] votes)
    {
        var node = _nodes[0];
        while (node.Shares is null)
            node = _nodes[bins[node.Feature][person] <= node.Highest ? node.Low : node.High];
        for (var group = 0; group < votes.Length; group++)
            votes[group] += node.Shares[group];
    }

    private int Grow(Growth growth, Span<int> sample, int depth)
    {
        var place = _nodes.Count;
        var totals = growth.Totals(sample);
        _nodes.Add(default);
        if (depth == Deepest || totals.Count(total => total > 0) < 2 || growth.Best(sample, totals) is not { } split)
        {
            var sum = totals.Sum();
            _nodes[place] = new Node(0, 0, 0, 0, Array.ConvertAll(totals, total => total / sum));
            return place;
        }

        // Those up to the threshold first.
        var border = 0;
        var column = growth.Bins[split.Feature];
        for (var i = 0; i < sample.Length; i++)
        {
            if (column[sample[i]] <= split.Highest)
            {
                (sample[i], sample[border]) = (sample[border], sample[i]);
                border++;
            }
        }

        var low = Grow(growth, sample[..border], depth + 1);
        var high = Grow(growth, sample[border..], depth + 1);
        _nodes[place] = new Node(split.Feature, split.Highest, low, high, null);
        return place;
    }

    private readonly record struct Node(int Feature, byte Highest, int Low, int High, float[]? Shares);

    private readonly record struct Split(int Feature, byte Highest);

    private sealed class Growth(byte[][] bins, int[] labels, int groups, int candidates, RandomSource random)
    {
        private readonly float[] _sums = new float[QuantileBins.Most * groups];
        private readonly int[] _counts = new int[QuantileBins.Most];
        private readonly float[] _below = new float[groups];

        public byte[][] Bins => bins;

        public float[] Totals(ReadOnlySpan<int> sample)
        {
            var totals = new float[groups];
            foreach (var person in sample)
                totals[labels[person]]++;
            return totals;
        }

        /// <summary>The threshold of the candidates that leaves the purest halves; null if none splits.</summary>
        public Split? Best(ReadOnlySpan<int> sample, float[] totals)
        {
            Split? best = null;
            var purest = 0f;
            for (var candidate = 0; candidate < candidates && bins.Length > 0; candidate++)
            {
                var feature = random.Next(bins.Length);
                Count(bins[feature], sample);
                Array.Clear(_below);
                var count = 0;
                for (var bin = 0; bin < QuantileBins.Most - 1; bin++)
                {
                    if (_counts[bin] == 0)
                        continue;
                    count += _counts[bin];
                    for (var group = 0; group < groups; group++)
                        _below[group] += _sums[bin * groups + group];
                    if (count < SmallestLeaf || sample.Length - count < SmallestLeaf)
                        continue;
                    var purity = Purity(totals);
                    if (purity > purest)
                        (purest, best) = (purity, new Split(feature, (byte)bin));
                }
            }

            return best;
        }

        private void Count(byte[] column, ReadOnlySpan<int> sample)
        {
            Array.Clear(_sums);
            Array.Clear(_counts);
            foreach (var person in sample)
            {
                int bin = column[person];
                _counts[bin]++;
                _sums[bin * groups + labels[person]]++;
            }
        }

        /// <summary>The sum over both halves of squared group sizes over the half's size: what Gini impurity leaves variable.</summary>
        private float Purity(float[] totals)
        {
            var (below, above, squaresBelow, squaresAbove) = (0f, 0f, 0f, 0f);
            for (var group = 0; group < totals.Length; group++)
            {
                var rest = totals[group] - _below[group];
                below += _below[group];
                above += rest;
                squaresBelow += _below[group] * _below[group];
                squaresAbove += rest * rest;
            }

            return squaresBelow / below + squaresAbove / above;
        }
    }
}
