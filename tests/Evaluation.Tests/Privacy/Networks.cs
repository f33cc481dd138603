using Mote.Evaluation.Privacy;
using Mote.Recognition.Networks;
using Mote.Recognition.Randomness;
using Mote.Recognition.Recipes;
using Mote.Recognition.Training;

namespace Mote.Evaluation.Tests.Privacy;

/// <summary>Small networks with weights of their own.</summary>
internal static class Networks
{
    public static float[] Direction(int dimension, ulong seed) => RandomDirections.Draw(dimension, SeededRandom.Create(seed));

    /// <summary>One unit, the reference itself.</summary>
    public static Network SingleUnit(float[] reference, float bias = -0.25f) =>
        SingleUnitTrainer.Of([.. reference], -bias);

    /// <summary>Random units with a dead zone.</summary>
    public static Network Compact(int dimension, int units, ulong seed) => new(RecipeBook.Of(Recipe.Compact).Form, [
        new DenseLayer(dimension, units, [.. Enumerable.Range(0, units).SelectMany(unit => Direction(dimension, seed * 100 + (ulong)unit))], [.. Enumerable.Range(0, units).Select(unit => -0.2f - 0.01f * unit)]),
        new DenseLayer(units, 1, [.. Enumerable.Range(0, units).Select(unit => 1f + unit)], []),
    ]);

    /// <summary>Two hidden layers.</summary>
    public static Network Paper(int dimension, ulong seed) => new(RecipeBook.Of(Recipe.Paper).Form, [
        Layer(dimension, 6, seed),
        Layer(6, 4, seed + 1),
        Layer(4, 1, seed + 2),
    ]);

    public static HeldTemplate Held(Network network) => new(network, network.InputLength);

    private static DenseLayer Layer(int inputs, int outputs, ulong seed) =>
        new(inputs, outputs, [.. Enumerable.Range(0, outputs).SelectMany(unit => Direction(inputs, seed * 100 + (ulong)unit))], Direction(outputs, seed + 77));
}
