using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Templates;

namespace Mote.Recognition.Explanation;

/// <summary>
/// A model-template's margin at one face, and how it changes with the embedding: through the network, the secret transform,
/// the cohort's space where the recipe has one, and the normalisation. As sensitive as the network itself, since the gradient
/// lies close to the face: for use in memory, and for nobody outside.
/// </summary>
public sealed class ExplainedMargin
{
    private ExplainedMargin(float margin, NetworkGradient network, float[] gradient) =>
        (Margin, IsInDeadZone, Layers, Gradient) = (margin, network.IsInDeadZone, network.Layers, gradient);

    /// <summary><see cref="Network.Margin"/>.</summary>
    public float Margin { get; }

    /// <summary>The score is 0, and the margin tells how far the nearest unit is from speaking.</summary>
    public bool IsInDeadZone { get; }

    /// <summary>The units that spoke, one entry a hidden layer.</summary>
    public IReadOnlyList<LayerActivity> Layers { get; }

    /// <summary>The gradient of the margin by the raw embedding, d values.</summary>
    public float[] Gradient { get; }

    /// <summary>The margin of a raw embedding.</summary>
    /// <param name="template">The model-template.</param>
    /// <param name="pack">The cohort it was made with.</param>
    /// <param name="rawEmbedding">d values of any length but 0, as an embedder gives them.</param>
    public static float Of(ModelTemplate template, CohortPack pack, ReadOnlySpan<float> rawEmbedding)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(pack);
        return template.Margin(pack.Input(template.Recipe, Normalised(rawEmbedding)));
    }

    /// <summary>The margin and its gradient at a raw embedding.</summary>
    /// <param name="template">The model-template.</param>
    /// <param name="pack">The cohort it was made with.</param>
    /// <param name="rawEmbedding">d values of any length but 0, as an embedder gives them.</param>
    public static ExplainedMargin At(ModelTemplate template, CohortPack pack, ReadOnlySpan<float> rawEmbedding)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(pack);
        var embedding = Normalised(rawEmbedding);
        var input = pack.Input(template.Recipe, embedding);
        var margin = template.Margin(input);

        // Into the coordinates of the network, and its gradient back out of them.
        var d = template.Dimension;
        template.Transform?.Apply(input.AsSpan(0, d), input.AsSpan(0, d));
        var network = NetworkGradient.At(template.Network, input);
        var gradient = (float[])network.ByInput.Clone();
        template.Transform?.Invert(gradient.AsSpan(0, d), gradient.AsSpan(0, d));
        if (template.Recipe == Recipe.Compact)
            gradient = pack.Space.PullBack(embedding, gradient);

        // d(x / |x|) = (1 - x x^T / |x|^2) / |x|
        TensorPrimitives.MultiplyAdd(embedding, -TensorPrimitives.Dot<float>(gradient, embedding), gradient, gradient);
        TensorPrimitives.Divide(gradient, TensorPrimitives.Norm(rawEmbedding), gradient);
        return new ExplainedMargin(margin, network, gradient);
    }

    private static float[] Normalised(ReadOnlySpan<float> rawEmbedding)
    {
        var embedding = new float[rawEmbedding.Length];
        TensorPrimitives.Divide(rawEmbedding, TensorPrimitives.Norm(rawEmbedding), embedding);
        return embedding;
    }
}
