using System.Security.Cryptography;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Templates;

namespace Mote.Recognition.Protection.Records;

/// <summary>
/// The one form in which a model-template is stored (ISO/IEC 24745: irreversible, renewable, unlinkable). Without the
/// realm's master key it shows a network in coordinates that nobody knows; the calibration and the certificate are
/// encrypted (AES-256-GCM), bound to the rest of the bytes and to the subject. The whole is meant to be sealed once more
/// by whoever stores it (<see cref="SealedRecord"/>). Immutable and thread-safe.
/// </summary>
public sealed class ProtectedTemplate
{
    private readonly byte[] _bytes;
    private readonly ProtectedTemplateFormat.Clear _clear;

    private ProtectedTemplate(byte[] bytes, ProtectedTemplateFormat.Clear clear) => (_bytes, _clear) = (bytes, clear);

    /// <summary>The network in turned coordinates: what whoever holds the bytes can see of it.</summary>
    public Network Network => _clear.Network;

    /// <summary>How its weights are written.</summary>
    public WeightPrecision Precision => _clear.Precision;

    /// <summary>Bytes of the network: weights, biases, output weights and scales.</summary>
    public int WeightBytes => Quantisation.Bytes(Network, Precision);

    /// <summary>The embedder whose embeddings it judges, its SHA-256.</summary>
    public string EmbedderHash => _clear.EmbedderHash;

    /// <summary>The cohort it was trained and calibrated with, the pack's SHA-256.</summary>
    public string CohortHash => _clear.CohortHash;

    /// <summary>The version of the master key that opens it.</summary>
    public int MasterKeyVersion => _clear.MasterKeyVersion;

    /// <summary>Protects a model-template.</summary>
    /// <param name="template">A model-template whose transform is that of the keys.</param>
    /// <param name="keys">Its keys.</param>
    /// <exception cref="ArgumentException">The model-template lies in other coordinates.</exception>
    public static ProtectedTemplate Seal(ModelTemplate template, TemplateKeys keys)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(keys);
        if (!ReferenceEquals(template.Transform, keys.Transform))
            throw new ArgumentException("The model-template is not in the coordinates of these keys: enrol it with their transform.", nameof(template));

        var bytes = ProtectedTemplateFormat.Write(template, keys);
        return new ProtectedTemplate(bytes, ProtectedTemplateFormat.ReadClear(bytes));
    }

    /// <summary>Reads what <see cref="ToBytes"/> gave; needs no key.</summary>
    /// <exception cref="ModelTemplateFormatException">The bytes are no whole model-template of a version this program reads.</exception>
    public static ProtectedTemplate Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new ProtectedTemplate(bytes.ToArray(), ProtectedTemplateFormat.ReadClear(bytes));
        }
        catch (Exception malformed) when (malformed is ArgumentException or OverflowException)
        {
            throw new ModelTemplateFormatException("The bytes are not a whole model-template: restore the record, or enrol again.", malformed);
        }
    }

    /// <summary>The versioned binary form.</summary>
    public byte[] ToBytes() => [.. _bytes];

    /// <summary>Decrypts the calibration and makes the model-template answer.</summary>
    /// <param name="master">The master key of <see cref="MasterKeyVersion"/>.</param>
    /// <param name="name">Whose it is.</param>
    /// <exception cref="ProtectionException">The key has another version, or the bytes were changed, or belong to another name or key.</exception>
    public ModelTemplate Open(MasterKey master, TemplateName name)
    {
        ArgumentNullException.ThrowIfNull(master);
        ArgumentNullException.ThrowIfNull(name);
        if (master.Version != MasterKeyVersion)
            throw new ProtectionException(ProtectionFault.KeyMissing, $"The model-template needs master key version {MasterKeyVersion}, given is {master.Version}: provide that version.");

        using var keys = TemplateKeys.Of(master, name, _clear.Salt, Network.Dimension);
        try
        {
            return ProtectedTemplateFormat.Open(_bytes, _clear, keys);
        }
        catch (Exception failure) when (failure is AuthenticationTagMismatchException or ArgumentException)
        {
            throw new ProtectionException(ProtectionFault.Tampered, "The model-template does not open under its key and name: restore the record, or enrol again.");
        }
    }
}
