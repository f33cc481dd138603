using System.Buffers.Binary;
using System.Security.Cryptography;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;

namespace Mote.Recognition.Protection.Records;

/// <summary>
/// A cohort pack as it lies on a disk: the pack's bytes as a <see cref="SealedRecord"/> under a random key of its own, which
/// lies beside it, wrapped by the service's master key. Its header names the pack, its embedder and the master key. The
/// envelope, little-endian: magic, version, length of the wrapped key, wrapped key, record. The pack's own bytes, and so
/// its hash, are the same whatever they are sealed under. Immutable and thread-safe.
/// </summary>
public sealed class SealedCohortPack
{
    /// <summary>What a provider of master keys is asked for in a realm's place: a name that no realm can have.</summary>
    public const string Realm = "/service";

    private const int Version = 1;
    private const string KindOfState = "cohort-pack/";

    private readonly SealedRecord _record;
    private readonly byte[] _wrappedKey;

    private SealedCohortPack(SealedRecord record, byte[] wrappedKey) => (_record, _wrappedKey) = (record, wrappedKey);

    /// <summary>The master key version that opens it.</summary>
    public int MasterKeyVersion => _record.MasterKeyVersion;

    private static ReadOnlySpan<byte> Magic => "MOTESEAL"u8;

    private static int KeyAt => Magic.Length + 2 * sizeof(int);

    /// <summary>Whether the content of a file is a sealed pack, whole or not.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <summary>Seals a pack.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="master">The service's current master key.</param>
    public static SealedCohortPack Seal(CohortPack pack, MasterKey master)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var (record, wrappedKey) = SealedRecord.Seal(NameOf(pack), 0, pack.ToBytes().Span, master);
        return new SealedCohortPack(record, wrappedKey);
    }

    /// <summary>Reads what <see cref="ToBytes"/> gave; needs no key.</summary>
    /// <exception cref="ProtectionException">The bytes are no whole sealed pack (<see cref="ProtectionFault.Tampered"/>).</exception>
    /// <exception cref="CohortPackException">They are of a version that this program does not read.</exception>
    public static SealedCohortPack Parse(ReadOnlySpan<byte> bytes)
    {
        if (!IsSealed(bytes) || bytes.Length < KeyAt)
            throw Refusal(ProtectionFault.Tampered, 0);
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[Magic.Length..]);
        if (version != Version)
            throw new CohortPackException($"The cohort pack is sealed in form {version}, this program reads {Version}: seal it with this program, or use the one that sealed it.");
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[(Magic.Length + sizeof(int))..]);
        if (length < 0 || length > bytes.Length - KeyAt)
            throw Refusal(ProtectionFault.Tampered, 0);

        try
        {
            var record = SealedRecord.Parse(bytes[(KeyAt + length)..]);
            return record.Name.Realm == Realm && record.Name.State.StartsWith(KindOfState, StringComparison.Ordinal)
                ? new SealedCohortPack(record, bytes.Slice(KeyAt, length).ToArray())
                : throw Refusal(ProtectionFault.Misplaced, record.MasterKeyVersion);
        }
        catch (ProtectionException refusal)
        {
            throw Refusal(refusal.Fault, 0);
        }
    }

    /// <summary>The versioned binary form.</summary>
    public byte[] ToBytes()
    {
        var head = new byte[KeyAt];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(Magic.Length), Version);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(Magic.Length + sizeof(int)), _wrappedKey.Length);
        return [.. head, .. _wrappedKey, .. _record.ToBytes()];
    }

    /// <summary>Takes the seal off.</summary>
    /// <param name="master">The master key of <see cref="MasterKeyVersion"/>.</param>
    /// <exception cref="ProtectionException">It is another key, or the bytes were changed; the fault says which.</exception>
    /// <exception cref="CohortPackException">What was sealed is no pack that this program reads.</exception>
    public CohortPack Open(MasterKey master)
    {
        byte[] content = [];
        try
        {
            _record.Authenticate(_record.Name, master);
            content = _record.Open(master, _wrappedKey);
            var pack = CohortPack.Parse(content);
            return NameOf(pack) == _record.Name ? pack : throw Refusal(ProtectionFault.Misplaced, MasterKeyVersion);
        }
        catch (ProtectionException refusal)
        {
            throw Refusal(refusal.Fault, MasterKeyVersion);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>A refusal in words that fit a pack.</summary>
    internal static ProtectionException Refusal(ProtectionFault fault, int version) => new(fault, fault switch
    {
        ProtectionFault.WrongKey => $"The cohort pack was not sealed under this master key version {version}, but under another service's: name its keys, or bring it under these with 'mote cohort move'.",
        ProtectionFault.KeyMissing => $"The cohort pack was sealed under master key version {version}, which is not there: bring the key back, or name the keys of the service that sealed it.",
        ProtectionFault.Misplaced => "The file is sealed, and holds no cohort pack: name the file that 'mote cohort build' wrote.",
        _ => "The sealed cohort pack was changed or cut since it was written: copy it again, or make it again with 'mote cohort build'.",
    });

    private static RecordName NameOf(CohortPack pack) => new(Realm, pack.EmbedderHash, KindOfState + pack.Hash);
}
