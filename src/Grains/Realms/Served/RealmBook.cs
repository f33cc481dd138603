using System.Collections.Frozen;
using Mote.Grains.Contracts.Realms;

namespace Mote.Grains.Realms.Served;

/// <summary>The realms that were made at run time and are served, as this process last heard of them: what rules ask for a realm's own settings. Thread-safe.</summary>
public sealed class RealmBook
{
    private volatile FrozenDictionary<string, RealmSettings> _served = FrozenDictionary<string, RealmSettings>.Empty;

    /// <summary>The names of those realms.</summary>
    public IReadOnlyCollection<string> Served => _served.Keys;

    /// <summary>What such a realm has of its own; null for a realm that is none.</summary>
    /// <param name="realm">The realm.</param>
    public RealmSettings? Of(string realm) => _served.GetValueOrDefault(realm);

    /// <summary>Writes down what was heard.</summary>
    /// <param name="realms">All that are served.</param>
    public void Write(IEnumerable<RealmSettings> realms) => _served = realms.ToFrozenDictionary(realm => realm.Name, StringComparer.Ordinal);
}
