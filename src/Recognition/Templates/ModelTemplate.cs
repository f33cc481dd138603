using System.Numerics.Tensors;
using Mote.Recognition.Calibration;
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
    /// <param name="input">A face of <see cref="EmbedderHash"/> as <see cref="Cohorts.CohortPack.Input"/> gives it.</param>
    /// <exception cref="ArgumentException">Another number of values, or its direction is not finite and of length 1.</exception>
    public Decision Decide(ReadOnlySpan<float> input)
    {
        // A comparison that NaN fails too.
        if (input.Length != Network.InputLength || !(Math.Abs(TensorPrimitives.SumOfSquares(input[..Dimension]) - 1) < 1e-3f))
            throw new ArgumentException($"The network takes {Network.InputLength} finite values, {Dimension} of them a direction of length 1.", nameof(input));

        var margin = Network.Margin(input);
        return new Decision(Calibration.Accepts(margin), Calibration.FalseMatchRate(margin), Calibration.TargetFalseMatchRate);
    }

    private static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
}
