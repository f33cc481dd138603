using System.Collections.Concurrent;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Tests;

/// <summary>A provider of one's own, as a host may register any: master keys that tests make, replace and destroy.</summary>
internal sealed class KeyRing : IMasterKeyProvider, IDisposable
{
    private readonly Dictionary<int, MasterKey> _keys = new() { [1] = MasterKey.Generate(1) };
    private int _reads;

    /// <summary>Goes before every answer, told the realm; it may wait, or keep the thread that asks, or fail.</summary>
    public Func<string, CancellationToken, Task>? Before { get; set; }

    /// <summary>How often it was asked.</summary>
    public int Reads => Volatile.Read(ref _reads);

    /// <summary>The keys that it gave, as whoever asked has them.</summary>
    public ConcurrentQueue<MasterKey> Given { get; } = [];

    /// <summary>A copy of the version that everything begins with.</summary>
    public MasterKey First()
    {
        lock (_keys)
            return _keys[1].Copy();
    }

    /// <summary>Makes another version current.</summary>
    public int Add()
    {
        lock (_keys)
        {
            var key = MasterKey.Generate(_keys.Keys.Max() + 1);
            _keys.Add(key.Version, key);
            return key.Version;
        }
    }

    /// <summary>Puts another key, or none, in a version's place.</summary>
    /// <returns>The key that was there.</returns>
    public MasterKey Exchange(int version, MasterKey? other)
    {
        lock (_keys)
        {
            var before = _keys[version];
            if (other is null)
                _keys.Remove(version);
            else
                _keys[version] = other;
            return before;
        }
    }

    /// <summary>Brings a version back.</summary>
    public void Put(MasterKey key)
    {
        lock (_keys)
            _keys[key.Version] = key;
    }

    /// <summary>Destroys a version for good.</summary>
    public void Destroy(int version) => Exchange(version, null).Dispose();

    public async ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken)
    {
        await Asked(realm, cancellationToken);
        lock (_keys)
            return [.. _keys.Keys.Order()];
    }

    public async ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken)
    {
        await Asked(realm, cancellationToken);
        lock (_keys)
        {
            if (!_keys.TryGetValue(version, out var key))
                return null;
            var given = key.Copy();
            Given.Enqueue(given);
            return given;
        }
    }

    public void Dispose()
    {
        lock (_keys)
        {
            foreach (var key in _keys.Values)
                key.Dispose();
        }
    }

    private Task Asked(string realm, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Before?.Invoke(realm, cancellationToken) ?? Task.CompletedTask;
    }
}
