using Mote.Tests;

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

    /// <summary>The operator and the door of each realm.</summary>
    public static IReadOnlyList<SiloCaller> Callers { get; } = [.. All.SelectMany(realm => new SiloCaller[]
    {
        new(OperatorKey(realm), OperatorKey(realm), realm),
        new(DoorKey(realm), DoorKey(realm), realm, IsOperator: false),
    })];
}
