using System.Collections.Immutable;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;

namespace Mote.Grains.Lockouts;

/// <summary>Where one person stands: at each door by itself, and at all of them together. Immutable; equal to another of the same content.</summary>
/// <param name="Everywhere">What was counted at all doors together since the person last matched at any, and the locks of all doors at once.</param>
/// <param name="Doors">The doors at which something is counted or locked, what was counted last at the end.</param>
[GenerateSerializer, Immutable, Alias("Mote.PersonLockout")]
internal sealed record PersonLockout([property: Id(0)] Lockout Everywhere, [property: Id(1)] ImmutableArray<DoorLockout> Doors)
{
    /// <summary>
    /// Bytes that all doors take where they are stored, at most: so much room is in every record. Some twenty doors of short
    /// names, or four of the longest.
    /// </summary>
    public const int MostBytes = 640;

    /// <summary>Nothing counted, nothing locked.</summary>
    public static PersonLockout None { get; } = new(Lockout.None, []);

    /// <summary>What is worth being stored, the locks; null for nothing. Counts on the way to the first lock of a door are in memory alone.</summary>
    public PersonLockout? Lasting
    {
        get
        {
            var locked = Doors.RemoveAll(door => door.Lockout.Locks == 0);
            return Everywhere.Locks > 0 || !locked.IsEmpty ? this with { Doors = locked } : null;
        }
    }

    /// <summary>When locks end, or ended.</summary>
    public IEnumerable<DateTimeOffset> Ends => Doors.Select(door => door.Lockout.Until).Append(Everywhere.Until).OfType<DateTimeOffset>();

    /// <summary>With other ends of locks.</summary>
    public PersonLockout Dated(Func<DateTimeOffset, DateTimeOffset> end) => new(
        Everywhere with { Until = Dated(Everywhere.Until, end) },
        [.. Doors.Select(door => door with { Lockout = door.Lockout with { Until = Dated(door.Lockout.Until, end) } })]);

    /// <summary>Where the person stands at that door.</summary>
    public DoorLockout At(Entrance entrance) => Doors.FirstOrDefault(door => door.Entrance == entrance) ?? new DoorLockout(entrance, Lockout.None, 0);

    /// <summary>The locks that are closed, that of all doors first.</summary>
    public ClosedLock[] Closed(DateTimeOffset now) =>
    [
        .. Everywhere.Remaining(now) is null ? [] : new[] { new ClosedLock(null, Everywhere.Until!.Value) },
        .. Doors.Where(door => door.Lockout.Remaining(now) is not null).OrderBy(door => door.Entrance.Name, StringComparer.Ordinal).Select(door => new ClosedLock(door.Entrance, door.Lockout.Until!.Value)),
    ];

    /// <summary>Whether the same locks closed, whatever else was counted.</summary>
    public bool HasLocksOf(PersonLockout other) => Everywhere.Locks == other.Everywhere.Locks && Locks().ToHashSet().SetEquals(other.Locks());

    /// <summary>As if nothing had been counted at that door.</summary>
    public PersonLockout Without(Entrance entrance) => new(
        Everywhere with { NonMatches = Everywhere.NonMatches - At(entrance).Share },
        Doors.RemoveAll(door => door.Entrance == entrance));

    /// <summary>
    /// With another door's state, and room for it: what is least of a danger goes, a lock that is closed only where all others
    /// are, and then it is one of all doors. What a door that went had counted stays counted everywhere.
    /// </summary>
    public PersonLockout With(DoorLockout changed, DateTimeOffset now)
    {
        var others = Doors.RemoveAll(door => door.Entrance == changed.Entrance);
        var everywhere = Everywhere;
        while (!others.IsEmpty && others.Sum(door => door.Bytes) + changed.Bytes > MostBytes)
        {
            // The oldest of several alike.
            var least = others.MinBy(door => (door.Lockout.Remaining(now) ?? TimeSpan.Zero, door.Lockout.Locks, door.Lockout.NonMatches))!;
            others = others.Remove(least);
            if (least.Lockout.Remaining(now) is not null)
                everywhere = everywhere with { Locks = Math.Max(everywhere.Locks, least.Lockout.Locks), Until = everywhere.Until > least.Lockout.Until ? everywhere.Until : least.Lockout.Until };
        }

        return new PersonLockout(everywhere, others.Add(changed));
    }

    /// <inheritdoc/>
    public bool Equals(PersonLockout? other) => other is not null && Everywhere == other.Everywhere && Doors.SequenceEqual(other.Doors);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Everywhere, Doors.Length);

    private static DateTimeOffset? Dated(DateTimeOffset? until, Func<DateTimeOffset, DateTimeOffset> end) => until is { } known ? end(known) : null;

    private IEnumerable<(Entrance, int)> Locks() => Doors.Where(door => door.Lockout.Locks > 0).Select(door => (door.Entrance, door.Lockout.Locks));
}
