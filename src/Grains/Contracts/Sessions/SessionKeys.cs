namespace Mote.Grains.Contracts.Sessions;

/// <summary>The keys that sessions of the console are signed with, at whichever silo.</summary>
/// <param name="Revision">Which state of them: larger after every change.</param>
/// <param name="Keys">The keys, as the framework writes them, in the order in which they came. Secret: whoever has one signs in as anybody.</param>
[GenerateSerializer, Immutable, Alias("Mote.SessionKeyRing")]
public sealed record SessionKeys([property: Id(0)] long Revision, [property: Id(1)] IReadOnlyList<string> Keys)
{
    /// <summary>So many are kept, the oldest are forgotten first. One comes in three months.</summary>
    public const int Most = 32;

    /// <summary>So many sessions that were signed out of are known, which is more than there are within the time of one; those that end soonest are forgotten first.</summary>
    public const int MostEnded = 10_000;

    /// <summary>Sessions that were signed out of before their time.</summary>
    [Id(2)]
    public IReadOnlyList<EndedSession> Ended { get; init; } = [];

    /// <summary>The longest, in characters.</summary>
    public const int Longest = 16 * 1024;

    /// <summary>Where none was made yet.</summary>
    public static SessionKeys Empty { get; } = new(0, []);

    /// <summary>Leaves the keys out.</summary>
    public override string ToString() => $"{Keys.Count} keys of sessions";
}
