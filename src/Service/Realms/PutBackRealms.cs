using System.Collections.Concurrent;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Service.Realms;

/// <summary>
/// The realms whose store is older than what was noted of it outside, or was not compared with that yet. Whoever was erased
/// since is back in such a store, so nobody is verified there until somebody says that it may be served. Thread-safe.
/// </summary>
public sealed class PutBackRealms
{
    private readonly ConcurrentDictionary<string, bool> _closed = new(StringComparer.Ordinal);

    /// <summary>Whether there is one.</summary>
    public bool Any => !_closed.IsEmpty;

    /// <summary>Whether nobody is verified in a realm.</summary>
    /// <param name="realm">The realm.</param>
    public bool IsClosed(string realm) => _closed.ContainsKey(realm);

    /// <summary>From now on nobody is verified there.</summary>
    /// <param name="realm">The realm.</param>
    public void Close(string realm) => _closed[realm] = true;

    /// <summary>The store is no older than what was noted.</summary>
    /// <param name="realm">The realm.</param>
    public void Open(string realm) => _closed.TryRemove(realm, out _);

    /// <summary>Nothing where the realm is open.</summary>
    /// <exception cref="MoteException">It is closed (<see cref="ProblemCode.StorePutBack"/>).</exception>
    internal void Require(string realm)
    {
        if (IsClosed(realm))
            throw new MoteException(ProblemCode.StorePutBack, "The store of this realm is older than what was noted of it outside, or was not compared with that yet: whoever was erased since would match again. The service's log says which.");
    }
}
