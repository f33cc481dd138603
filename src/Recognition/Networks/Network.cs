using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;

namespace Mote.Recognition.Networks;

/// <summary>
/// A subject's own network: fully connected, ReLU between layers, one linear output. Immutable and thread-safe; a score
/// allocates nothing.
/// </summary>
public sealed class Network
{
    /// <summary>The most hidden units of <see cref="Recipe.Compact"/>.</summary>
    public const int MostCompactUnits = 8;

    /// <summary>The widest layer any network may have, so that scoring can work on the stack.</summary>
    public const int WidestLayer = 2048;

    private readonly DenseLayer[] _layers;
    private readonly int _widest;

    /// <summary>Joins layers to a network.</summary>
    /// <param name="recipe">
    /// The recipe. <see cref="Recipe.Compact"/> and <see cref="Recipe.SingleUnit"/> have two layers, the second without
    /// biases and with positive weights, so that the score is 0 wherever no unit is active.
    /// </param>
    /// <param name="layers">From the embedding to the one output.</param>
    /// <exception cref="ArgumentException">The shapes do not join, or break the recipe's form.</exception>
    public Network(Recipe recipe, IReadOnlyList<DenseLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count < 2)
            throw new ArgumentException("A network has at least two layers.", nameof(layers));
        for (var i = 1; i < layers.Count; i++)
        {
            if (layers[i].Inputs != layers[i - 1].Outputs)
                throw new ArgumentException($"Layer {i} takes {layers[i].Inputs} values, the layer before gives {layers[i - 1].Outputs}.", nameof(layers));
        }

        if (layers[^1].Outputs != 1)
            throw new ArgumentException("The last layer has one output.", nameof(layers));
        if (recipe != Recipe.Paper)
            RequireDeadZone(recipe, layers);

        _layers = [.. layers];
        _widest = _layers.Max(layer => layer.Outputs);
        if (_widest > WidestLayer || layers[0].Inputs > WidestLayer)
            throw new ArgumentException($"No layer is wider than {WidestLayer}.", nameof(layers));
        Recipe = recipe;
    }

    /// <summary>How it was shaped and trained.</summary>
    public Recipe Recipe { get; }

    /// <summary>Values an embedding.</summary>
    public int Dimension => _layers[0].Inputs;

    /// <summary>The first columns of the first layer, which an embedding meets: those that a secret transform turns.</summary>
    public int EmbeddingColumns => Dimension;

    /// <summary>From the embedding to the one output.</summary>
    public IReadOnlyList<DenseLayer> Layers => _layers;

    /// <summary>
    /// What the network says: the logit for <see cref="Recipe.Paper"/>, else
    /// <c>z(x) = sum_j a_j ReLU(w_j . x + b_j)</c>, which is exactly 0 in the dead zone of (nearly) every stranger.
    /// </summary>
    /// <param name="embedding">d values, L2-normalised.</param>
    public float Score(ReadOnlySpan<float> embedding)
    {
        var margin = Margin(embedding);
        return Recipe == Recipe.Paper ? margin : Math.Max(0, margin);
    }

    /// <summary>
    /// A score that exists everywhere and orders like <see cref="Score"/>: the score where it is above 0, else the
    /// largest <c>h a_j (w_j . x + b_j)</c>, which is at most 0 and tells how far the nearest of h units is from
    /// speaking. Continuous, since both are 0 where the first unit becomes active. The factor h makes up for units that
    /// speak together above 0 and one by one below: without it the slope changes h-fold there, in the middle of the
    /// tail that calibration fits.
    /// </summary>
    /// <param name="embedding">d values, L2-normalised.</param>
    public float Margin(ReadOnlySpan<float> embedding)
    {
        if (embedding.Length != Dimension)
            throw new ArgumentException($"The network takes {Dimension} values, not {embedding.Length}.", nameof(embedding));

        return Recipe == Recipe.Paper ? Logit(embedding) : DeadZoneMargin(embedding);
    }

    /// <summary><see cref="Margin"/> of every row.</summary>
    /// <param name="embeddings">Rows of d values.</param>
    /// <param name="margins">One value a row.</param>
    /// <exception cref="ArgumentException">The rows are of another dimension, or there is not one margin for each.</exception>
    public void Margins(EmbeddingSet embeddings, Span<float> margins)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (margins.Length != embeddings.Count)
            throw new ArgumentException($"{embeddings.Count} embeddings have {embeddings.Count} margins, not {margins.Length}.", nameof(margins));
        for (var row = 0; row < embeddings.Count; row++)
            margins[row] = Margin(embeddings[row]);
    }

    private float DeadZoneMargin(ReadOnlySpan<float> embedding)
    {
        var hidden = _layers[0];
        var biases = hidden.Biases;
        var outputs = _layers[1].Weights;
        var active = 0f;
        var nearest = float.NegativeInfinity;
        for (var unit = 0; unit < hidden.Outputs; unit++)
        {
            var activation = outputs[unit] * (TensorPrimitives.Dot(hidden.Row(unit), embedding) + biases[unit]);
            active += Math.Max(0, activation);
            nearest = Math.Max(nearest, activation);
        }

        return active > 0 ? active : hidden.Outputs * nearest;
    }

    private float Logit(ReadOnlySpan<float> embedding)
    {
        Span<float> one = stackalloc float[_widest];
        Span<float> other = stackalloc float[_widest];
        scoped var input = embedding;
        for (var i = 0; i < _layers.Length; i++)
        {
            var layer = _layers[i];
            var output = one[..layer.Outputs];
            for (var unit = 0; unit < output.Length; unit++)
                output[unit] = TensorPrimitives.Dot(layer.Row(unit), input);
            if (!layer.Biases.IsEmpty)
                TensorPrimitives.Add(output, layer.Biases, output);
            if (i < _layers.Length - 1)
                TensorPrimitives.Max(output, 0f, output);

            var spare = other;
            other = one;
            one = spare;
            input = output;
        }

        return input[0];
    }

    private static void RequireDeadZone(Recipe recipe, IReadOnlyList<DenseLayer> layers)
    {
        var most = recipe switch
        {
            Recipe.Compact => MostCompactUnits,
            Recipe.SingleUnit => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe, "There is no such recipe."),
        };
        if (layers.Count != 2 || layers[0].Outputs > most || layers[0].Biases.IsEmpty)
            throw new ArgumentException($"The recipe has one hidden layer of at most {most} units with biases.", nameof(layers));
        if (!layers[1].Biases.IsEmpty || TensorPrimitives.Min(layers[1].Weights) <= 0)
            throw new ArgumentException("The recipe's output has positive weights and no bias, or there would be no dead zone.", nameof(layers));
    }
}
