using System.Collections.Concurrent;
using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Lockouts;

/// <summary>
/// Counts, and locks that the store did not take, from an activation that ended to the next one on this silo: whoever makes
/// an activation end, by a full disk say, does not start the count anew. Thread-safe.
/// </summary>
internal sealed class CarriedLockouts
{
    private readonly ConcurrentDictionary<IdentityKey, PersonLockout> _carried = new();

    /// <summary>Leaves a lockout for the next activation.</summary>
    public void Leave(IdentityKey identity, PersonLockout lockout) => _carried[identity] = lockout;

    /// <summary>Takes what the activation before left; null for nothing.</summary>
    public PersonLockout? Take(IdentityKey identity) => _carried.TryRemove(identity, out var lockout) ? lockout : null;
}
