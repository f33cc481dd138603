using System.Numerics.Tensors;
using Mote.Recognition.Calibration;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Recipes;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Templates;

/// <summary>
/// A subject's network with its calibration, bound to one embedder and one cohort. Immutable and thread-safe. It holds
/// no reference embedding, with one exception by definition: the only unit of <see cref="Recipe.SingleUnit"/> is the
/// reference itself. It is stored as a <see cref="Protection.Records.ProtectedTemplate"/> and in no other way.
/// </summary>
public sealed class ModelTemplate
{
    /// <summary>Joins a network and its calibration.</summary>
    /// <param name="network">The network as it is stored: turned by the transform, then quantised (<see cref="Quantisation.Apply"/>), then calibrated.</param>
    /// <param name="precision">How its weights are written.</param>
    /// <param name="calibration">Where the subject's margins lie on the scale of false-match rates.</param>
    /// <param name="embedderHash">The embedder's SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <param name="cohortHash">The cohort pack's SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <param name="transform">The secret transform that its first layer is written in; null for none, which is for evaluations.</param>
    /// <exception cref="ArgumentException">A hash has another form, the calibration belongs to another recipe, or the transform to another dimension.</exception>
    public ModelTemplate(
        Network network, WeightPrecision precision, SubjectCalibration calibration, string embedderHash, string cohortHash, OrthogonalTransform? transform = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(calibration);
        if (!IsHash(embedderHash) || !IsHash(cohortHash))
            throw new ArgumentException("A hash is 64 lower-case hexadecimal digits.", nameof(embedderHash));
        if (calibration.Tail.Recipe != network.Recipe)
            throw new ArgumentException($"The calibration is of recipe {calibration.Tail.Recipe}, the network of {network.Recipe}.", nameof(calibration));

        Keyed = new KeyedNetwork(network, transform);
        Precision = precision;
        Calibration = calibration;
        EmbedderHash = embedderHash;
        CohortHash = cohortHash;
    }

    /// <summary>The network as it is stored, in the coordinates of <see cref="Transform"/>: ask the model-template for margins, not this.</summary>
    public Network Network => Keyed.Network;

    /// <summary>The secret transform that the network's first layer is written in; null for none.</summary>
    public OrthogonalTransform? Transform => Keyed.Transform;

    /// <summary>How the network was trained.</summary>
    public Recipe Recipe => Network.Recipe;

    /// <summary>Values an embedding.</summary>
    public int Dimension => Network.Dimension;

    /// <summary>How the weights are written.</summary>
    public WeightPrecision Precision { get; }

    /// <summary>Where the subject's margins lie on the scale of false-match rates.</summary>
    public SubjectCalibration Calibration { get; }

    /// <summary>The embedder whose embeddings it judges.</summary>
    public string EmbedderHash { get; }

    /// <summary>The cohort it was trained and calibrated with.</summary>
    public string CohortHash { get; }

    /// <summary>Bytes of the network: weights, biases, output weights and scales.</summary>
    public int WeightBytes => Quantisation.Bytes(Network, Precision);

    /// <summary>What was measured about it at enrolment, in a form of its own; empty for nothing. As personal as the calibration.</summary>
    public ReadOnlyMemory<byte> Certificate { get; init; }

    internal KeyedNetwork Keyed { get; }

    /// <summary>The same model-template with what was measured about it.</summary>
    public ModelTemplate Certified(ReadOnlyMemory<byte> certificate) =>
        new(Network, Precision, Calibration, EmbedderHash, CohortHash, Transform) { Certificate = certificate };

    /// <summary>A face as the model-template takes it.</summary>
    /// <param name="pack">The cohort it was made with.</param>
    /// <param name="embedding">d values as the embedder gives them.</param>
    /// <exception cref="ArgumentException">Not d finite values, or all of them 0.</exception>
    public float[] Input(CohortPack pack, ReadOnlySpan<float> embedding) => RecipeBook.Of(Recipe).Faces(pack).Of(embedding);

    /// <summary>Decides about one face at the model-template's own rate, without an allocation.</summary>
    /// <param name="input">A face of <see cref="EmbedderHash"/> as <see cref="Input"/> gives it.</param>
    /// <exception cref="ArgumentException">Another number of values, or its direction is not finite and of length 1.</exception>
    public Decision Decide(ReadOnlySpan<float> input) => Decide(input, Calibration.TargetFalseMatchRate);

    /// <summary>Decides about one face at a rate that may be stricter than the model-template's own and is never looser, without an allocation.</summary>
    /// <param name="input">A face of <see cref="EmbedderHash"/> as <see cref="Input"/> gives it.</param>
    /// <param name="rate">The rate asked for; <see cref="SubjectCalibration.Stricter"/> says what comes of it.</param>
    /// <exception cref="ArgumentException">Another number of values, or its direction is not finite and of length 1.</exception>
    public Decision Decide(ReadOnlySpan<float> input, double rate)
    {
        // A comparison that NaN fails too.
        if (input.Length != Network.InputLength || !(Math.Abs(TensorPrimitives.SumOfSquares(input[..Dimension]) - 1) < 1e-3f))
            throw new ArgumentException($"The network takes {Network.InputLength} finite values, {Dimension} of them a direction of length 1.", nameof(input));

        var margin = Margin(input);
        return new Decision(Calibration.Accepts(margin, rate), Calibration.FalseMatchRate(margin), Calibration.Stricter(rate));
    }

    /// <summary><see cref="Network.Margin"/> of a face in coordinates that nothing has turned, without an allocation.</summary>
    /// <param name="input">A face as <see cref="Input"/> gives it.</param>
    public float Margin(ReadOnlySpan<float> input) => Keyed.Margin(input);

    /// <summary><see cref="Margin"/> of every row but for rounding.</summary>
    /// <param name="embeddings">Rows of d values.</param>
    /// <param name="margins">One value a row.</param>
    /// <exception cref="ArgumentException">There is not one margin for each row.</exception>
    public void Margins(EmbeddingSet embeddings, Span<float> margins)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (margins.Length != embeddings.Count)
            throw new ArgumentException($"{embeddings.Count} embeddings have {embeddings.Count} margins, not {margins.Length}.", nameof(margins));
        Keyed.Margins(embeddings, margins);
    }

    private static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
}
