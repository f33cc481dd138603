namespace Mote.Service.Credentials;

/// <summary>
/// Counts by key, from the first that is counted for a while, then anew. Bounded, whoever chooses the keys: those for which
/// there is no room are counted together. Thread-safe.
/// </summary>
/// <param name="length">How long is counted.</param>
/// <param name="room">Keys that are told apart.</param>
/// <param name="time">The clock.</param>
internal sealed class CountedWindow<TKey>(TimeSpan length, int room, TimeProvider time)
    where TKey : notnull
{
    private readonly Dictionary<TKey, long> _counts = [];
    private readonly Lock _lock = new();
    private DateTimeOffset _since;
    private long _others;

    /// <summary>Keys that are told apart now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _counts.Count;
        }
    }

    /// <summary>Counts one.</summary>
    /// <returns>How many it is now, and how long until all are forgotten.</returns>
    public (long Count, TimeSpan Left) Add(TKey key)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            // A clock that was put back starts anew, too.
            if (now - _since >= length || now < _since)
            {
                _counts.Clear();
                (_since, _others) = (now, 0);
            }

            var rest = _since + length - now;
            if (!_counts.TryGetValue(key, out var count) && _counts.Count >= room)
                return (++_others, rest);
            return (_counts[key] = count + 1, rest);
        }
    }
}
