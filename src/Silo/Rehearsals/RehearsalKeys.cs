using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Rehearsals;

/// <summary>The realms' master keys, and one in memory for the realm of the rehearsal, which a provider need not know.</summary>
internal sealed class RehearsalKeys(IMasterKeyProvider keys, RehearsalRealm rehearsal) : IMasterKeyProvider, IDisposable
{
    private const int Version = 1;

    private readonly MasterKey _own = MasterKey.Generate(Version);

    public ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken) =>
        IsOwn(realm) ? new([Version]) : keys.VersionsAsync(realm, cancellationToken);

    public ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken) =>
        !IsOwn(realm) ? keys.FindAsync(realm, version, cancellationToken) : new(version == Version ? _own.Copy() : null);

    public void Dispose() => _own.Dispose();

    private bool IsOwn(string realm) => string.Equals(realm, rehearsal.Name, StringComparison.Ordinal);
}
