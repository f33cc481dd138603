using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Contracts.Roster;

/// <summary>
/// How subjects are spread over roster grains. Part of the stored format: the count and the hash decide where an entry
/// lies, so neither may change without moving every entry.
/// </summary>
internal static class RosterShard
{
    /// <summary>Shards a realm.</summary>
    public const int Count = 16;

    /// <summary>The key of the shard that holds a subject.</summary>
    public static string KeyOf(IdentityKey identity) =>
        KeyOf(identity.Realm, (int)(XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(identity.Subject)) % Count));

    /// <summary>The key of one shard of a realm.</summary>
    public static string KeyOf(string realm, int shard) => string.Create(CultureInfo.InvariantCulture, $"{realm}/{shard}");
}
