namespace Mote.Grains.Lockouts;

/// <summary>What was counted and locked at one door, or at all together: non-matches since the last match or lock, locks since the last match, and the end of the latest.</summary>
/// <param name="NonMatches">Consecutive non-matches.</param>
/// <param name="Locks">Locks that closed without a match between.</param>
/// <param name="Until">When the latest ends or ended; null before the first.</param>
[GenerateSerializer, Immutable, Alias("Mote.LockoutState")]
internal sealed record Lockout([property: Id(0)] int NonMatches, [property: Id(1)] int Locks, [property: Id(2)] DateTimeOffset? Until)
{
    /// <summary>Nothing counted, nothing locked.</summary>
    public static Lockout None { get; } = new(0, 0, null);

    /// <summary>How long nothing is answered yet; null where there is no lock, or none any more.</summary>
    public TimeSpan? Remaining(DateTimeOffset now) => Until > now ? Until - now : null;
}
