using System.Collections.Frozen;
using Mote.Grains.Contracts.Realms;

namespace Mote.Grains.Realms.Served;

/// <summary>The realms that were made at run time and are served, as this process last heard of them: what rules ask for a realm's own settings. Thread-safe.</summary>
public sealed class RealmBook
{
    private volatile FrozenDictionary<string, RealmSettings> _served = FrozenDictionary<string, RealmSettings>.Empty;
    private volatile FrozenSet<string> _shut = FrozenSet<string>.Empty;

    /// <summary>The names of those realms.</summary>
    public IReadOnlyCollection<string> Served => _served.Keys;

    /// <summary>What such a realm has of its own; null for a realm that is none.</summary>
    /// <param name="realm">The realm.</param>
    public RealmSettings? Of(string realm) => _served.GetValueOrDefault(realm);

    /// <summary>Whether a realm is being removed, or is gone: nobody is enrolled there any more, though his training had begun.</summary>
    /// <param name="realm">The realm.</param>
    public bool IsShut(string realm) => _shut.Contains(realm);

    /// <summary>Writes down what was heard.</summary>
    /// <param name="served">All that are served.</param>
    /// <param name="shut">All that are being removed, or gone.</param>
    public void Write(IEnumerable<RealmSettings> served, IEnumerable<string> shut)
    {
        _shut = shut.ToFrozenSet(StringComparer.Ordinal);
        _served = served.ToFrozenDictionary(realm => realm.Name, StringComparer.Ordinal);
    }
}
