using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Lockouts;

namespace Mote.Grains.Lockouts;

/// <summary>What a decision makes of a lockout. Pure: the time is given. Thread-safe.</summary>
internal sealed class LockoutRule(IOptions<LockoutOptions> options)
{
    /// <summary>What a non-match counts.</summary>
    public const int Plain = 1;

    /// <summary>What one counts that was explained: a map tells more than a "no", and after some ten of them a face can be made up (docs/explanation.md).</summary>
    public const int Explained = 3;

    private readonly LockoutOptions _bounds = options.Value;

    /// <summary>Whether non-matches are counted at all.</summary>
    public bool IsOn => _bounds.MostNonMatches > 0;

    /// <summary>The longest lock.</summary>
    public TimeSpan Longest => TimeSpan.FromMinutes(_bounds.MostMinutes);

    /// <summary>
    /// What a non-match may count everywhere. An explained one as large a part of that bound as of a door's: whatever doors
    /// they are asked at, so many maps close a lock as one door gives.
    /// </summary>
    /// <param name="weight"><see cref="Plain"/> or <see cref="Explained"/>.</param>
    public int Everywhere(int weight) => weight == Plain || !IsOn ? weight : (weight * _bounds.MostEverywhere + _bounds.MostNonMatches - 1) / _bounds.MostNonMatches;

    /// <summary>
    /// Whether another answer might be one non-match too many at a door, were all that are under way there to be non-matches.
    /// Where none is, one is left: a count may be of a larger bound than today's.
    /// </summary>
    /// <param name="lockout">Where the person stands there.</param>
    /// <param name="underWay">Decisions that were begun and not counted yet.</param>
    public bool IsSpent(Lockout lockout, int underWay) => IsSpent(lockout, underWay, _bounds.MostNonMatches);

    /// <summary>The same for all doors together.</summary>
    public bool IsSpentEverywhere(Lockout lockout, int underWay) => IsSpent(lockout, underWay, _bounds.MostEverywhere);

    /// <summary>Counts a match: it ends what its own door has counted, and what all have together.</summary>
    /// <param name="before">Where the person stood.</param>
    /// <param name="at">The door.</param>
    public static PersonLockout AfterMatch(PersonLockout before, Entrance at) =>
        before == PersonLockout.None ? before : WithoutShares(before.Without(at) with { Everywhere = Lockout.None });

    /// <summary>
    /// Counts a non-match; the last that is answered closes a lock, at its door or at all. One door alone closes its own, for
    /// longer and longer, and no other: of photos without an explanation it adds to what is counted everywhere as many as its own bound.
    /// </summary>
    /// <param name="before">Where the person stood.</param>
    /// <param name="at">The door.</param>
    /// <param name="now">The time.</param>
    /// <param name="weight"><see cref="Plain"/> or <see cref="Explained"/>.</param>
    public PersonLockout AfterNonMatch(PersonLockout before, Entrance at, DateTimeOffset now, int weight = Plain)
    {
        if (!IsOn)
            return before;
        var door = before.At(at);
        var added = weight == Plain ? Math.Clamp(_bounds.MostNonMatches - door.Share, 0, Plain) : Everywhere(weight);
        door = door with { Share = door.Share + added };
        var everywhere = Counted(before.Everywhere, added, _bounds.MostEverywhere, 0, now);
        // That lock is no shorter than the door's first would be, and stands for it.
        var isStoodFor = everywhere.Locks > before.Everywhere.Locks && door.Lockout.Locks == 0;
        var alone = Counted(door.Lockout, weight, _bounds.MostNonMatches, before.Everywhere.Locks, now);
        door = door with { Lockout = isStoodFor && alone.Locks > 0 ? Lockout.None : alone };
        var after = (before with { Everywhere = everywhere }).With(door, now);
        return everywhere.Locks > before.Everywhere.Locks ? WithoutShares(after) : after;
    }

    private bool IsSpent(Lockout lockout, int underWay, int most) => IsOn && underWay > 0 && lockout.NonMatches + underWay >= most;

    // What is counted everywhere begins anew, and each door's part of it.
    private static PersonLockout WithoutShares(PersonLockout of) =>
        of with { Doors = [.. of.Doors.Select(door => door with { Share = 0 }).Where(door => door.Lockout != Lockout.None)] };

    private Lockout Counted(Lockout before, int weight, int most, int locksBeside, DateTimeOffset now) => before.NonMatches + weight < most
        ? before with { NonMatches = before.NonMatches + weight }
        : new Lockout(0, before.Locks + 1, now + Duration((long)before.Locks + 1 + locksBeside));

    // By doubling, not by a power, so that no number of locks overflows.
    private TimeSpan Duration(long locks)
    {
        var minutes = _bounds.FirstMinutes;
        for (var i = 1L; i < locks && minutes < _bounds.MostMinutes; i++)
            minutes *= 2;
        return TimeSpan.FromMinutes(Math.Min(minutes, _bounds.MostMinutes));
    }
}
