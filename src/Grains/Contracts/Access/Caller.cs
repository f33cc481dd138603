using Mote.Grains.Contracts.Lockouts;
using Orleans.Runtime;

namespace Mote.Grains.Contracts.Access;

/// <summary>
/// On whose behalf something is asked: made once at an edge, from what it was shown. Between grains it travels signed, and
/// each is checked before it runs.
/// </summary>
/// <param name="Name">The name of the API key, or of the account; empty where the service acts by itself.</param>
/// <param name="Realm">The one realm that is seen and acted in.</param>
/// <param name="Scopes">What is allowed there.</param>
[GenerateSerializer, Immutable, Alias("Mote.Caller")]
public sealed record Caller([property: Id(0)] string Name, [property: Id(1)] string Realm, [property: Id(2)] ScopeSet Scopes)
{
    /// <summary>Where the service's own credentials act: no realm's name is written so, so that nothing of a realm answers them, and nothing here anybody of a realm.</summary>
    public const string ServiceRealm = "~service";

    private const string Key = "mote.caller";

    /// <summary>The door that asks: its own where the caller is bound to doors, else what the caller says; null for none.</summary>
    [Id(3)]
    public string? Door { get; init; }

    /// <summary>From when on nothing is allowed any more; null for never.</summary>
    [Id(4)]
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What the service does by itself and what for, where it is the service that asks; else null. It may do everything in the realm.</summary>
    [Id(5)]
    public string? Purpose { get; init; }

    /// <summary>The doors that the caller is bound to, in ordinal order; none for any.</summary>
    [Id(6)]
    public IReadOnlyList<string> Doors { get; init; } = [];

    /// <summary>The largest false-match rate that its decisions are made at; null where it has none of its own. The person's, the door's and the call's go before it where they are stricter.</summary>
    [Id(7)]
    public double? TargetFalseMatchRate { get; init; }

    /// <summary>Names what the caller asks, the same for every time that it is asked again for want of an answer; null for none. What a grain asks of others has none.</summary>
    [Id(8)]
    public Guid? Attempt { get; init; }

    /// <summary>Where its photos are counted that do not match.</summary>
    public Entrance Entrance => Door is not null && Doors.Contains(Door, StringComparer.Ordinal) ? Entrance.Door(Door) : Entrance.Key(Name);

    /// <summary>Who asks now, in this flow of calls; null for nobody, whom nothing answers. Set by an edge, or by whatever the service does by itself.</summary>
    public static Caller? Current
    {
        get => RequestContext.Get(Key) as Caller;
        set
        {
            if (value is null)
                RequestContext.Remove(Key);
            else
                RequestContext.Set(Key, value);
        }
    }

    /// <summary>Who asks now.</summary>
    /// <exception cref="InvalidOperationException">Nobody does.</exception>
    public static Caller Required => Current ?? throw new InvalidOperationException("Nobody is said to ask.");

    /// <summary>The service itself.</summary>
    /// <param name="realm">Where it acts.</param>
    /// <param name="purpose">What for.</param>
    public static Caller Service(string realm, string purpose) => new("", realm, ScopeSet.None) { Purpose = purpose };

    /// <summary>The service, in that caller's name.</summary>
    /// <param name="purpose">What for.</param>
    public Caller ByService(string purpose) => this with { Purpose = purpose };

    /// <inheritdoc/>
    public bool Equals(Caller? other) =>
        other is not null && (Name, Realm, Scopes, Door, Expires, Purpose, TargetFalseMatchRate, Attempt) == (other.Name, other.Realm, other.Scopes, other.Door, other.Expires, other.Purpose, other.TargetFalseMatchRate, other.Attempt)
        && Doors.SequenceEqual(other.Doors, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Realm, Scopes, Door, Expires, Purpose, Doors.Count);

    /// <summary>Whether the caller may ask for that.</summary>
    /// <param name="scope">What is asked for.</param>
    public bool May(Protocol.Scope scope) => Scopes.Contains(scope);
}
