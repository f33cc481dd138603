using System.Globalization;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Protocol;

namespace Mote.Grains.Lockouts;

/// <summary>
/// Bounds consecutive non-matches of one person. A decision takes an attempt before the network is asked and counts it after,
/// so that however many run at once, no more are answered than the bound allows. For one activation; not thread-safe beyond
/// its scheduler.
/// </summary>
internal sealed class Attempts(IdentityKey key, LockoutRule rule, CarriedLockouts carried, TimeProvider time)
{
    private int _underWay;

    /// <summary>Where the person stands.</summary>
    public Lockout Lockout { get; private set; } = Lockout.None;

    /// <summary>What is worth a write: a count alone is not, but whatever is written keeps it.</summary>
    public Lockout? Lasting => Lockout.Locks > 0 ? Lockout : null;

    /// <summary>When the lock ends; null where there is none.</summary>
    public DateTimeOffset? LockedUntil => Lockout.Remaining(time.GetUtcNow()) is null ? null : Lockout.Until;

    /// <summary>The longest lock.</summary>
    public TimeSpan LongestLock => rule.Longest;

    /// <summary>Takes one of the attempts that are left. Pair with <see cref="Count"/> or <see cref="GiveBack"/>.</summary>
    /// <param name="weight">What a non-match would count.</param>
    /// <exception cref="MoteException">None is left (<see cref="ProblemCode.LockedOut"/>), or none while others are under way (<see cref="ProblemCode.Overloaded"/>).</exception>
    public void Take(int weight)
    {
        if (Lockout.Remaining(time.GetUtcNow()) is { } remaining)
        {
            throw new MoteException(
                ProblemCode.LockedOut,
                string.Create(CultureInfo.InvariantCulture, $"Too many photos in a row did not match, so no photo is compared with this person until {Lockout.Until!.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: wait, or let an operator lift the lock."))
            {
                RetryAfter = remaining,
            };
        }

        if (rule.IsSpent(Lockout, _underWay))
            throw new MoteException(ProblemCode.Overloaded, "As many photos of this person are being compared as may fail to match: try again.");
        _underWay += weight;
    }

    /// <summary>Returns an attempt whose photo the network was not asked about.</summary>
    public void GiveBack(int weight) => _underWay -= weight;

    /// <summary>Counts what the network said.</summary>
    /// <returns>Whether a lock closed, or a match ended one: what the store should have.</returns>
    public bool Count(bool isMatch, int weight)
    {
        _underWay -= weight;
        var before = Lockout;
        Lockout = isMatch ? Lockout.None : rule.AfterNonMatch(before, time.GetUtcNow(), weight);
        return Lockout.Locks != before.Locks;
    }

    /// <summary>Puts another lockout in its place.</summary>
    /// <returns>The one before.</returns>
    public Lockout Set(Lockout lockout)
    {
        var before = Lockout;
        Lockout = lockout;
        return before;
    }

    /// <summary>What the activation before left, or what is stored.</summary>
    public void TakeUp(Lockout? stored) => Lockout = carried.Take(key) ?? stored ?? Lockout.None;

    /// <summary>Leaves this one to the next activation.</summary>
    public void Leave() => carried.Leave(key, Lockout);
}
