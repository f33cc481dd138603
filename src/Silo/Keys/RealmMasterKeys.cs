using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Keys;

/// <summary>Keys of their own for some realms, and the common ones for every other and for what is no realm's. Thread-safe.</summary>
/// <param name="common">The common keys.</param>
/// <param name="own">The realms' own, by realm.</param>
internal sealed class RealmMasterKeys(IMasterKeyProvider common, IReadOnlyDictionary<string, IMasterKeyProvider> own) : IMasterKeyProvider
{
    public ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken) => Of(realm).VersionsAsync(realm, cancellationToken);

    public ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken) => Of(realm).FindAsync(realm, version, cancellationToken);

    private IMasterKeyProvider Of(string realm) => own.GetValueOrDefault(realm, common);
}
