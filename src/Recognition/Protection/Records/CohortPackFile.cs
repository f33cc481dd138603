using Mote.Ownership;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;

namespace Mote.Recognition.Protection.Records;

/// <summary>The file of a cohort pack, as it was read: sealed, or lying open as it may for people who do not exist.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="MasterKeyVersion">The master key that the file is sealed under; null if it lies open.</param>
public sealed record CohortPackFile(CohortPack Pack, int? MasterKeyVersion)
{
    /// <summary>Reads a file, and takes the seal off in memory if there is one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">The master keys of the service.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="CohortPackException">It is no whole pack of a version this program reads, or a sealed one that is not its owner's alone.</exception>
    /// <exception cref="ProtectionException">It was sealed under another key, or changed; the fault says which.</exception>
    /// <exception cref="MasterKeyException">The keys cannot be reached.</exception>
    public static async Task<CohortPackFile> Read(string path, IMasterKeyProvider keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        if (!SealedCohortPack.IsSealed(bytes))
            return new CohortPackFile(CohortPack.Parse(bytes), null);
        if (OwnersAlone.RefusalOfSecret(path) is { } refusal)
            throw new CohortPackException($"The cohort pack is refused. {refusal}");

        var sealedPack = SealedCohortPack.Parse(bytes);
        // Where there is no key at all, that is what has to be said.
        await keys.VersionsAsync(SealedCohortPack.Realm, cancellationToken);
        using var master = await keys.FindAsync(SealedCohortPack.Realm, sealedPack.MasterKeyVersion, cancellationToken)
            ?? throw SealedCohortPack.Refusal(ProtectionFault.KeyMissing, sealedPack.MasterKeyVersion);
        return new CohortPackFile(sealedPack.Open(master), sealedPack.MasterKeyVersion);
    }

    /// <summary>The master key version that a file says it is sealed under; null if it lies open.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="ProtectionException">It was changed.</exception>
    /// <exception cref="CohortPackException">It is sealed in a form that this program does not read.</exception>
    public static async Task<int?> SealedUnder(string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        return SealedCohortPack.IsSealed(bytes) ? SealedCohortPack.Parse(bytes).MasterKeyVersion : null;
    }

    /// <summary>Seals a pack under the current master key and writes it, its owner's alone, in place of what is there.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="path">The file.</param>
    /// <param name="keys">The master keys of the service.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>The version of the master key.</returns>
    /// <exception cref="MasterKeyException">The keys cannot be reached, or there is none.</exception>
    public static async Task<int> Seal(CohortPack pack, string path, IMasterKeyProvider keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var version = (await keys.VersionsAsync(SealedCohortPack.Realm, cancellationToken))[^1];
        using var master = await keys.FindAsync(SealedCohortPack.Realm, version, cancellationToken)
            ?? throw SealedCohortPack.Refusal(ProtectionFault.KeyMissing, version);
        OwnFile.Write(path, SealedCohortPack.Seal(pack, master).ToBytes(), replaces: true);
        return version;
    }
}
