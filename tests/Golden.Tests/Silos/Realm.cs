using System.Security.Cryptography;
using System.Text;

namespace Mote.Golden.Tests.Silos;

/// <summary>The realms of the golden stores, and the API keys that open them.</summary>
internal static class Realm
{
    /// <summary>The realm of nearly everybody, whose master key was being changed.</summary>
    public const string Site = "site";

    /// <summary>A small realm beside it, with some of the same names.</summary>
    public const string Annex = "annex";

    public static IReadOnlyList<string> All { get; } = [Site, Annex];

    public static string OperatorKey(string realm) => $"operator-of-{realm}";

    public static string DoorKey(string realm) => $"door-of-{realm}";

    /// <summary>How a silo knows the operator and the door of each realm.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> ApiKeys() => All
        .SelectMany(realm => new[] { (Realm: realm, Key: OperatorKey(realm), IsOperator: true), (Realm: realm, Key: DoorKey(realm), IsOperator: false) })
        .SelectMany((caller, i) => new Dictionary<string, string?>
        {
            [$"Mote:ApiKeys:{i}:Name"] = caller.Key,
            [$"Mote:ApiKeys:{i}:Realm"] = caller.Realm,
            [$"Mote:ApiKeys:{i}:Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller.Key))),
            [$"Mote:ApiKeys:{i}:IsOperator"] = $"{caller.IsOperator}",
        });
}
