using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Lockouts;

/// <summary>
/// Counts, and locks that the store did not take, from an activation that ended to the next one, on this silo or another: whoever
/// makes an activation end, by a full disk say, does not start the count anew. In memory, for as long as the longest lock, and
/// bounded. Thread-safe.
/// </summary>
internal sealed class CarriedLockouts(IOtherLockouts others, LockoutRule rule, TimeProvider time)
{
    /// <summary>Of so many people; the oldest are forgotten first.</summary>
    public const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<IdentityKey, Carried> _carried = [];

    // In the order in which they came; one that was taken since, or came again, stands there in vain.
    private readonly Queue<(IdentityKey Identity, Carried Carried)> _order = new();

    /// <summary>Of how many people.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _carried.Count;
        }
    }

    /// <summary>Leaves a lockout for the next activation, wherever that is.</summary>
    public Task Leave(IdentityKey identity, PersonLockout lockout)
    {
        Keep(identity, lockout);
        return others.Leave(identity, lockout);
    }

    /// <summary>Takes what the activation before left, so that no later one does; null for nothing.</summary>
    public PersonLockout? Take(IdentityKey identity)
    {
        if (Forget(identity) is not { } lockout)
            return null;
        others.Taken(identity);
        return lockout;
    }

    /// <summary>Keeps one that was left here or on another silo.</summary>
    public void Keep(IdentityKey identity, PersonLockout lockout)
    {
        var carried = new Carried(lockout, time.GetTimestamp());
        lock (_lock)
        {
            _carried[identity] = carried;
            _order.Enqueue((identity, carried));
            while (_carried.Count > Most || _order.Count > 2 * Most || IsOver(_order.Peek().Carried))
            {
                var oldest = _order.Dequeue();
                if (ReferenceEquals(_carried.GetValueOrDefault(oldest.Identity), oldest.Carried))
                    _carried.Remove(oldest.Identity);
            }
        }
    }

    /// <summary>Forgets one.</summary>
    /// <returns>What was kept; null for nothing.</returns>
    public PersonLockout? Forget(IdentityKey identity)
    {
        lock (_lock)
            return _carried.Remove(identity, out var carried) && !IsOver(carried) ? carried.Lockout : null;
    }

    private bool IsOver(Carried carried) => time.GetElapsedTime(carried.Since) > rule.Longest;

    private sealed class Carried(PersonLockout lockout, long since)
    {
        public PersonLockout Lockout => lockout;

        public long Since => since;
    }
}
