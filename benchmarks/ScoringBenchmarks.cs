using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Randomness;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;

namespace Mote.Benchmarks;

/// <summary>One decision of 128 dimensions; the time does not depend on the weights.</summary>
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    private const int Dimension = 128;

    private readonly float[] _reference = Unit(1);
    private readonly float[] _embedding = Unit(2);
    private readonly float[] _placed = [.. Unit(2), 0.3f];
    private readonly float[] _turned = new float[Dimension];
    private readonly OrthogonalTransform _transform = new(new byte[OrthogonalTransform.SeedBytes], Dimension);
    private readonly ModelTemplate _compact = Template(Recipe.Compact, 3);
    private readonly ModelTemplate _protected;
    private readonly ModelTemplate _singleUnit = Template(Recipe.SingleUnit, 1);
    private readonly ModelTemplate _paper = Template(Recipe.Paper, 128, 64, 16);

    /// <summary>The compact network under a transform.</summary>
    public ScoringBenchmarks() => _protected = new ModelTemplate(
        _compact.Network, _compact.Precision, _compact.Calibration, _compact.EmbedderHash, _compact.CohortHash, _transform);

    [Benchmark(Baseline = true)]
    public float DotProduct() => TensorPrimitives.Dot<float>(_reference, _embedding);

    [Benchmark]
    public Decision SingleUnit() => _singleUnit.Decide(_embedding);

    [Benchmark]
    public Decision Compact() => _compact.Decide(_placed);

    [Benchmark]
    public void Transform() => _transform.Apply(_embedding, _turned);

    [Benchmark]
    public Decision ProtectedCompact() => _protected.Decide(_placed);

    [Benchmark]
    public Decision Paper() => _paper.Decide(_embedding);

    private static ModelTemplate Template(Recipe recipe, params int[] hidden)
    {
        // A compact network takes the typicality of the face beside its direction.
        int[] widths = [recipe == Recipe.Compact ? Dimension + 1 : Dimension, .. hidden, 1];
        var isPaper = recipe == Recipe.Paper;
        var layers = Enumerable.Range(0, widths.Length - 1).Select(i => new DenseLayer(
            widths[i],
            widths[i + 1],
            [.. Enumerable.Range(0, widths[i] * widths[i + 1]).Select(_ => 0.01f)],
            i < widths.Length - 2 || isPaper ? new float[widths[i + 1]] : [])).ToArray();
        var network = Quantisation.Apply(new Network(RecipeBook.Of(recipe).Form, layers), WeightPrecision.Int8);
        var calibration = new SubjectCalibration(0, 1, new PooledTail(recipe, -0.1, 1, 0.1, 100_000, 100), 1e-4, 5);
        return new ModelTemplate(network, WeightPrecision.Int8, calibration, new string('0', 64), new string('0', 64));
    }

    private static float[] Unit(ulong seed)
    {
        var random = SeededRandom.Create(seed);
        var values = Enumerable.Range(0, Dimension).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        TensorPrimitives.Divide(values, TensorPrimitives.Norm(values), values);
        return values;
    }
}
