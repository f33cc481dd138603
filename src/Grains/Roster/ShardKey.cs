using System.Globalization;
using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Roster;

/// <summary>Which shard of which realm.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Shard">The shard's number.</param>
internal readonly record struct ShardKey(string Realm, int Shard)
{
    /// <summary>The shard as records are named after it.</summary>
    public string Owner => Shard.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the key of a roster grain.</summary>
    public static ShardKey Parse(string key)
    {
        var at = key.IndexOf('/', StringComparison.Ordinal);
        return new ShardKey(key[..at], int.Parse(key.AsSpan(at + 1), CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override string ToString() => RosterShard.KeyOf(Realm, Shard);
}
