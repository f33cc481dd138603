using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Keys;

/// <summary>
/// A provider of master keys whose answers are kept in memory for a while, realm by realm. Every read has a thread of its
/// own, so that no grain waits for a disk on its thread, whatever the provider does. Who asks gets copies. Thread-safe.
/// </summary>
/// <param name="provider">The provider.</param>
/// <param name="options">How long its answers serve.</param>
/// <param name="time">Says how old they are.</param>
/// <param name="log">Told of reads that fail.</param>
public sealed partial class KeptMasterKeys(IMasterKeyProvider provider, IOptions<KeptKeyOptions> options, TimeProvider time, ILogger<KeptMasterKeys> log) : IMasterKeyProvider, IDisposable
{
    private readonly TimeSpan _keptFor = TimeSpan.FromSeconds(options.Value.KeptSeconds);
    private readonly ConcurrentDictionary<string, KeptRealmKeys> _realms = new(StringComparer.Ordinal);

    /// <summary>Keeps answers as long as is usual, for who reads a store without a silo.</summary>
    /// <param name="provider">The provider.</param>
    public KeptMasterKeys(IMasterKeyProvider provider)
        : this(provider, Options.Create(new KeptKeyOptions()), TimeProvider.System, NullLogger<KeptMasterKeys>.Instance)
    {
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken) =>
        await Of(realm).Versions(cancellationToken) ?? [];

    /// <summary>The versions there are at this moment: a key that was just made is among them, and one that is not is wiped from memory.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    /// <exception cref="MasterKeyException">The keys cannot be reached, or there is none.</exception>
    public async ValueTask<IReadOnlyList<int>> VersionsAnewAsync(string realm, CancellationToken cancellationToken) =>
        await Of(realm).VersionsAnew(cancellationToken) ?? [];

    /// <summary>The newest version, as a copy that the caller disposes; null if there is none.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    /// <exception cref="MasterKeyException">The keys cannot be reached, or there is none.</exception>
    public async ValueTask<MasterKey?> CurrentAsync(string realm, CancellationToken cancellationToken)
    {
        // Where the newest went since the versions were read, another is.
        return await Newest() ?? await Newest();

        async ValueTask<MasterKey?> Newest() =>
            await VersionsAsync(realm, cancellationToken) is [.., var newest] ? await FindAsync(realm, newest, cancellationToken) : null;
    }

    /// <inheritdoc/>
    public ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken) => Of(realm).Find(version, cancellationToken);

    /// <summary>Says that a key opened nothing: it is read anew before it is used again.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="version">Its number.</param>
    public void Doubt(string realm, int version) => Of(realm).Doubt(version);

    /// <summary>Wipes every key.</summary>
    public void Dispose()
    {
        foreach (var realm in _realms.Values)
            realm.Dispose();
    }

    private KeptRealmKeys Of(string realm) => _realms.GetOrAdd(realm, static (realm, self) => self.Make(realm), this);

    private KeptRealmKeys Make(string realm) => new(
        new(async stop => await provider.VersionsAsync(realm, stop), versions => versions, _ => { }, _keptFor, time, Failed(realm)),
        version => new(async stop => await provider.FindAsync(realm, version, stop), key => key.Copy(), key => key.Dispose(), _keptFor, time, Failed(realm)));

    private Action<Exception, bool> Failed(string realm) => (failure, servesBefore) =>
    {
        if (servesBefore)
            LogServing(realm, _keptFor.TotalSeconds, failure);
        else
            LogFailed(realm, failure);
    };

    [LoggerMessage(1, LogLevel.Warning, "A master key of realm {Realm} could not be read anew: as it was read before it serves until it is {Seconds} s old")]
    private partial void LogServing(string realm, double seconds, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "The master keys of realm {Realm} cannot be read")]
    private partial void LogFailed(string realm, Exception failure);
}
