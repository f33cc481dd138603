using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Tests;

/// <summary>A provider of one's own, as a host may register any: master keys that tests make, replace and destroy.</summary>
internal sealed class KeyRing : IMasterKeyProvider, IDisposable
{
    private readonly Dictionary<int, MasterKey> _keys = new() { [1] = MasterKey.Generate(1) };

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

    public ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken)
    {
        lock (_keys)
            return ValueTask.FromResult<IReadOnlyList<int>>([.. _keys.Keys.Order()]);
    }

    public ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken)
    {
        lock (_keys)
            return ValueTask.FromResult(_keys.TryGetValue(version, out var key) ? key.Copy() : null);
    }

    public void Dispose()
    {
        lock (_keys)
        {
            foreach (var key in _keys.Values)
                key.Dispose();
        }
    }
}
