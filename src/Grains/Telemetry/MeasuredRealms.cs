namespace Mote.Grains.Telemetry;

/// <summary>Whose figures are counted: every realm's but that in which a silo rehearses, which nobody is in. Immutable.</summary>
/// <param name="except">The realm that is not counted; null for none.</param>
public sealed class MeasuredRealms(string? except)
{
    /// <summary>Whether what happens in a realm is counted.</summary>
    /// <param name="realm">The realm.</param>
    public bool Count(string realm) => !string.Equals(realm, except, StringComparison.Ordinal);
}
