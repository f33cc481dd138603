using Microsoft.Extensions.Options;

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

    /// <summary>Whether another answer might be one non-match too many, were all that are under way to be non-matches.</summary>
    /// <param name="lockout">Where the person stands.</param>
    /// <param name="underWay">Decisions that were begun and not counted yet.</param>
    public bool IsSpent(Lockout lockout, int underWay) => IsOn && lockout.NonMatches + underWay >= _bounds.MostNonMatches;

    /// <summary>Counts a non-match; the last that is answered closes a lock.</summary>
    /// <param name="before">Where the person stood.</param>
    /// <param name="now">The time.</param>
    /// <param name="weight"><see cref="Plain"/> or <see cref="Explained"/>.</param>
    public Lockout AfterNonMatch(Lockout before, DateTimeOffset now, int weight = Plain)
    {
        if (!IsOn)
            return before;
        if (before.NonMatches + weight < _bounds.MostNonMatches)
            return before with { NonMatches = before.NonMatches + weight };
        var locks = before.Locks + 1;
        return new Lockout(0, locks, now + Duration(locks));
    }

    // By doubling, not by a power, so that no number of locks overflows.
    private TimeSpan Duration(int locks)
    {
        var minutes = _bounds.FirstMinutes;
        for (var i = 1; i < locks && minutes < _bounds.MostMinutes; i++)
            minutes *= 2;
        return TimeSpan.FromMinutes(Math.Min(minutes, _bounds.MostMinutes));
    }
}
