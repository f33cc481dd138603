using System.Numerics.Tensors;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;

namespace Mote.Recognition.Templates;

/// <summary>
/// A subject's network with its calibration, bound to one embedder and one cohort. Immutable and thread-safe. It holds
/// no reference embedding, with one exception by definition: the only unit of <see cref="Recipe.SingleUnit"/> is the
/// reference itself.
/// </summary>
public sealed class ModelTemplate
{
    /// <summary>Joins a network and its calibration.</summary>
    /// <param name="network">The network as it is stored: quantise before calibrating (<see cref="Quantisation.Apply"/>).</param>
    /// <param name="precision">How its weights are written.</param>
    /// <param name="calibration">Where the subject's margins lie on the scale of false-match rates.</param>
    /// <param name="embedderHash">The embedder's SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <param name="cohortHash">The cohort pack's SHA-256, 64 lower-case hexadecimal digits.</param>
    /// <exception cref="ArgumentException">A hash has another form, or the calibration belongs to another recipe.</exception>
    public ModelTemplate(
        Network network, WeightPrecision precision, SubjectCalibration calibration, string embedderHash, string cohortHash)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(calibration);
        if (!IsHash(embedderHash) || !IsHash(cohortHash))
            throw new ArgumentException("A hash is 64 lower-case hexadecimal digits.", nameof(embedderHash));
        if (calibration.Tail.Recipe != network.Recipe)
            throw new ArgumentException($"The calibration is of recipe {calibration.Tail.Recipe}, the network of {network.Recipe}.", nameof(calibration));

        Network = network;
        Precision = precision;
        Calibration = calibration;
        EmbedderHash = embedderHash;
        CohortHash = cohortHash;
    }

    /// <summary>The network as it was stored.</summary>
    public Network Network { get; }

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

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="ModelTemplateFormatException">A byte is missing, changed or too many, or the version is newer.</exception>
    public static ModelTemplate Parse(ReadOnlySpan<byte> bytes) => ModelTemplateFormat.Read(bytes);

    /// <summary>The versioned binary form, with a checksum.</summary>
    public byte[] ToBytes() => ModelTemplateFormat.Write(this);

    /// <summary>Decides about one face, without an allocation.</summary>
    /// <param name="embedding">d values of <see cref="EmbedderHash"/>, L2-normalised.</param>
    /// <exception cref="ArgumentException">Not d finite values of length 1.</exception>
    public Decision Decide(ReadOnlySpan<float> embedding)
    {
        // A comparison that NaN fails too.
        if (embedding.Length != Dimension || !(Math.Abs(TensorPrimitives.SumOfSquares(embedding) - 1) < 1e-3f))
            throw new ArgumentException($"An embedding has {Dimension} finite values and length 1.", nameof(embedding));

        var margin = Margin(embedding);
        return new Decision(Calibration.Accepts(margin), Calibration.FalseMatchRate(margin), Calibration.TargetFalseMatchRate);
    }

    /// <summary><see cref="Network.Margin"/> of an embedding as the embedder gives it, without an allocation.</summary>
    /// <param name="embedding">d values, L2-normalised.</param>
    public float Margin(ReadOnlySpan<float> embedding) => Network.Margin(embedding);

    /// <summary><see cref="Margin"/> of every row.</summary>
    /// <param name="embeddings">Rows of d values.</param>
    /// <param name="margins">One value a row.</param>
    /// <exception cref="ArgumentException">There is not one margin for each row.</exception>
    public void Margins(EmbeddingSet embeddings, Span<float> margins) => Network.Margins(embeddings, margins);

    private static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
}
