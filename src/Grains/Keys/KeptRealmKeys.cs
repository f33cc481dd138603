using System.Collections.Concurrent;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Keys;

/// <summary>What was read of one realm's master keys. Thread-safe.</summary>
/// <param name="versions">Reads which there are.</param>
/// <param name="key">Reads one.</param>
internal sealed class KeptRealmKeys(KeptReading<IReadOnlyList<int>> versions, Func<int, KeptReading<MasterKey>> key) : IDisposable
{
    private readonly ConcurrentDictionary<int, KeptReading<MasterKey>> _keys = [];

    /// <summary>The versions there are.</summary>
    public ValueTask<IReadOnlyList<int>?> Versions(CancellationToken cancellationToken) => versions.Get(cancellationToken);

    /// <summary>The versions there are now; keys that are none of them are wiped, and the others read anew when they are next asked for.</summary>
    public async ValueTask<IReadOnlyList<int>?> VersionsAnew(CancellationToken cancellationToken)
    {
        var there = await versions.GetAnew(cancellationToken);
        foreach (var (version, kept) in _keys)
        {
            if (there?.Contains(version) == true)
                kept.Doubt();
            else
                kept.Forget();
        }

        return there;
    }

    /// <summary>A copy of one version; null if it is not there.</summary>
    public async ValueTask<MasterKey?> Find(int version, CancellationToken cancellationToken)
    {
        var kept = _keys.GetOrAdd(version, key);
        var found = await kept.Get(cancellationToken);
        // Numbers that nothing stands for are not collected.
        if (found is null)
            _keys.TryRemove(KeyValuePair.Create(version, kept));
        // A key that came or went since the versions were read says that there are others now.
        if (versions.Kept is { } listed && listed.Contains(version) == found is null)
            versions.Doubt();
        return found;
    }

    /// <summary>Has whoever asks for this version next wait until it is read anew.</summary>
    public void Doubt(int version)
    {
        if (_keys.TryGetValue(version, out var kept))
            kept.Doubt();
    }

    public void Dispose()
    {
        versions.Dispose();
        foreach (var kept in _keys.Values)
            kept.Dispose();
    }
}
