using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using Mote.Protocol;

namespace Mote.Grains.Contracts.Access;

/// <summary>Scopes and roles by the names that people write, those of the wire.</summary>
public static class ScopeNames
{
    private static readonly FrozenDictionary<Scope, string> OfScopes = Named<Scope>();
    private static readonly FrozenDictionary<Role, string> OfRoles = Named<Role>();
    private static readonly FrozenDictionary<string, Scope> Scopes = OfScopes.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, Role> Roles = OfRoles.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The names of all scopes, comma-separated, for whoever wrote another.</summary>
    public static string AllScopes { get; } = string.Join(", ", OfScopes.OrderBy(pair => pair.Key).Select(pair => pair.Value));

    /// <summary>The names of all roles, comma-separated, for whoever wrote another.</summary>
    public static string AllRoles { get; } = string.Join(", ", OfRoles.OrderBy(pair => pair.Key).Select(pair => pair.Value));

    /// <summary>What a scope is called.</summary>
    /// <param name="scope">The scope.</param>
    public static string Name(this Scope scope) => OfScopes[scope];

    /// <summary>What a role is called.</summary>
    /// <param name="role">The role.</param>
    public static string Name(this Role role) => OfRoles[role];

    /// <summary>The scope of that name; null for none.</summary>
    /// <param name="name">The name.</param>
    public static Scope? Scope(string name) => Scopes.TryGetValue(name, out var scope) ? scope : null;

    /// <summary>The role of that name; null for none.</summary>
    /// <param name="name">The name.</param>
    public static Role? Role(string name) => Roles.TryGetValue(name, out var role) ? role : null;

    private static FrozenDictionary<T, string> Named<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name);
}
