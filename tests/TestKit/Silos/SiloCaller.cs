using System.Security.Cryptography;
using System.Text;

namespace Mote.Tests;

/// <summary>Somebody whom a silo knows by a key.</summary>
public sealed record SiloCaller(string Key, string Name, string Realm, bool IsOperator = true)
{
    /// <summary>How a silo is told of them all.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(IEnumerable<SiloCaller> callers) => callers.SelectMany((caller, i) => new Dictionary<string, string?>
    {
        [$"Mote:ApiKeys:{i}:Name"] = caller.Name,
        [$"Mote:ApiKeys:{i}:Realm"] = caller.Realm,
        [$"Mote:ApiKeys:{i}:Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller.Key))),
        [$"Mote:ApiKeys:{i}:IsOperator"] = $"{caller.IsOperator}",
    });
}
