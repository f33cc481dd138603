using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Randomness;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;

namespace Mote.Recognition.Tests.Networks;

/// <summary>Small networks and model-templates with random weights, the same for one seed.</summary>
internal static class Made
{
    public static float[] Vector(int count, ulong seed, bool isUnit = false)
    {
        var random = SeededRandom.Create(seed);
        var values = Enumerable.Range(0, count).Select(_ => (float)(2 * random.NextDouble() - 1)).ToArray();
        var length = MathF.Sqrt(values.Sum(value => value * value));
        return isUnit ? [.. values.Select(value => value / length)] : values;
    }

    /// <summary>A face as networks of a recipe take it: a direction, and for compact ones a typicality.</summary>
    public static float[] Face(Recipe recipe, ulong seed, int dimension = 16) =>
        recipe == Recipe.Compact ? [.. Vector(dimension, seed, isUnit: true), 0.4f] : Vector(dimension, seed, isUnit: true);

    public static Network Network(Recipe recipe, int dimension = 16, ulong seed = 1) => recipe switch
    {
        Recipe.Paper => new Network(RecipeBook.Of(recipe).Form, [Layer(dimension, 12, seed), Layer(12, 6, seed + 1), Layer(6, 1, seed + 2)]),
        Recipe.Compact => new Network(RecipeBook.Of(recipe).Form, [Layer(dimension + 1, 8, seed), Positive(8, seed + 1)]),
        _ => new Network(RecipeBook.Of(recipe).Form, [Layer(dimension, 1, seed), Positive(1, seed + 1)]),
    };

    public static ModelTemplate Template(
        Recipe recipe, WeightPrecision precision, int dimension = 16, OrthogonalTransform? transform = null, byte[]? certificate = null) => new(
        KeyedNetwork.Store(Network(recipe, dimension), transform, precision).Network,
        precision,
        new SubjectCalibration(-0.2, 0.3, new PooledTail(recipe, -0.1, 1.1, 0.1, 50_000, 40), 1e-3, 1.25),
        new string('a', 64),
        new string('0', 64),
        transform)
        {
            Certificate = certificate,
        };

    private static DenseLayer Layer(int inputs, int outputs, ulong seed) => new(inputs, outputs, Vector(inputs * outputs, seed), Vector(outputs, seed + 100));

    private static DenseLayer Positive(int inputs, ulong seed) => new(inputs, 1, [.. Vector(inputs, seed).Select(value => MathF.Abs(value) + 0.1f)], []);
}
