using System.Numerics.Tensors;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Explanation;

/// <summary>
/// A model-template's margin at one face, and how it changes with the embedding: through the network, the secret transform,
/// the cohort's space where the recipe has one, and the normalisation. What the photo's quality excuses stays as it is: it
/// says nothing of whose face it is, and a part of the face that is covered must not pass for a poorer photo. As sensitive as
/// the network itself, since the gradient lies close to the face: for use in memory, and for nobody outside.
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

    /// <summary>The gradient of the margin by the embedding, d values, at right angles to it.</summary>
    public float[] Gradient { get; }

    /// <summary>The margin of a changed face.</summary>
    /// <param name="template">The model-template.</param>
    /// <param name="pack">The cohort it was made with.</param>
    /// <param name="embedding">Its embedding, d values, not all 0.</param>
    /// <param name="photo">The embedding of the photo as it was, whose quality counts.</param>
    public static float Of(ModelTemplate template, CohortPack pack, ReadOnlySpan<float> embedding, ReadOnlySpan<float> photo)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(pack);
        var changed = UnitVector.Of(embedding);
        TensorPrimitives.Multiply(changed, TensorPrimitives.Norm(photo), changed);
        return template.Margin(template.Input(pack, changed));
    }

    /// <summary>The margin and its gradient at an embedding.</summary>
    /// <param name="template">The model-template.</param>
    /// <param name="pack">The cohort it was made with.</param>
    /// <param name="embedding">d values as an embedder gives them, not all 0.</param>
    public static ExplainedMargin At(ModelTemplate template, CohortPack pack, ReadOnlySpan<float> embedding)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(pack);
        var faces = RecipeBook.Of(template.Recipe).Faces(pack);
        var input = faces.Of(embedding);
        var margin = template.Margin(input);

        // Into the coordinates of the network, and its gradient back out of them.
        var d = template.Dimension;
        template.Transform?.Apply(input.AsSpan(0, d), input.AsSpan(0, d));
        var network = NetworkGradient.At(template.Network, input);
        var gradient = (float[])network.ByInput.Clone();
        template.Transform?.Invert(gradient.AsSpan(0, d), gradient.AsSpan(0, d));
        return new ExplainedMargin(margin, network, faces.PullBack(embedding, gradient));
    }
}
