using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mote.Tests;

/// <summary>Somebody whom a silo knows by a key.</summary>
public sealed record SiloCaller(string Key, string Name, string Realm, bool IsOperator = true)
{
    /// <summary>What the key may do, by name; it is no operator's then.</summary>
    public string[] Scopes { get; init; } = [];

    public string? Role { get; init; }

    public string[] Doors { get; init; } = [];

    public DateTimeOffset? Expires { get; init; }

    public double? TargetFalseMatchRate { get; init; }

    /// <summary>How a silo is told of them all.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Settings(IEnumerable<SiloCaller> callers) => callers.SelectMany((caller, i) => new Dictionary<string, string?>(caller.Lists(i))
    {
        [$"Mote:ApiKeys:{i}:Name"] = caller.Name,
        [$"Mote:ApiKeys:{i}:Realm"] = caller.Realm,
        [$"Mote:ApiKeys:{i}:Sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller.Key))),
        [$"Mote:ApiKeys:{i}:IsOperator"] = $"{caller is { IsOperator: true, Scopes: [], Role: null }}",
        [$"Mote:ApiKeys:{i}:Role"] = caller.Role,
        [$"Mote:ApiKeys:{i}:Expires"] = caller.Expires?.ToString("O"),
        [$"Mote:ApiKeys:{i}:TargetFalseMatchRate"] = caller.TargetFalseMatchRate?.ToString("R", CultureInfo.InvariantCulture),
    });

    private IEnumerable<KeyValuePair<string, string?>> Lists(int i) =>
        Scopes.Select((scope, n) => new KeyValuePair<string, string?>($"Mote:ApiKeys:{i}:Scopes:{n}", scope))
            .Concat(Doors.Select((door, n) => new KeyValuePair<string, string?>($"Mote:ApiKeys:{i}:Doors:{n}", door)));
}
