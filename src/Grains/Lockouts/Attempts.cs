using System.Globalization;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Protocol;

namespace Mote.Grains.Lockouts;

/// <summary>
/// Bounds consecutive non-matches of one person, at each door and at all together. A decision takes an attempt before the
/// network is asked and counts it after, so that however many run at once, no more are answered than the bounds allow. For one
/// activation; not thread-safe beyond its scheduler.
/// </summary>
internal sealed class Attempts(IdentityKey key, LockoutRule rule, CarriedLockouts carried, LockEnds ends, TimeProvider time)
{
    // Of those doors at which something is under way.
    private readonly Dictionary<Entrance, int> _underWay = [];
    private int _underWayEverywhere;

    /// <summary>Where the person stands.</summary>
    public PersonLockout Lockout { get; private set; } = PersonLockout.None;

    /// <summary>What is worth a write: a count alone is not, but whatever is written keeps that of whoever was locked.</summary>
    public PersonLockout? Lasting => Lockout.Lasting;

    /// <summary>The locks that are closed.</summary>
    public ClosedLock[] Closed => Lockout.Closed(time.GetUtcNow());

    /// <summary>The longest lock.</summary>
    public TimeSpan LongestLock => rule.Longest;

    /// <summary>Whether decisions may be explained at that door: no lock closed there, nor at all doors, since a match.</summary>
    public bool MayExplain(Entrance at) => Lockout.Everywhere.Locks == 0 && Lockout.At(at).Lockout.Locks == 0;

    /// <summary>Refuses where a lock is closed.</summary>
    /// <exception cref="MoteException">One is, there or at all doors (<see cref="ProblemCode.LockedOut"/>).</exception>
    public void RequireOpen(Entrance at)
    {
        RequireOpen(null, Lockout.Everywhere, "with this person", "wait");
        RequireOpen(at, Lockout.At(at).Lockout, at.IsDoor ? "with this person at this door" : "with this person for this key or account", at.IsDoor ? "wait, go to another door" : "wait");
    }

    /// <summary>Takes one of the attempts that are left. Pair with <see cref="Count"/> or <see cref="GiveBack"/>.</summary>
    /// <param name="at">The door.</param>
    /// <param name="weight">What a non-match would count.</param>
    /// <exception cref="MoteException">None is left (<see cref="ProblemCode.LockedOut"/>), or none while others are under way (<see cref="ProblemCode.Overloaded"/>).</exception>
    public void Take(Entrance at, int weight)
    {
        RequireOpen(at);
        var door = Lockout.At(at).Lockout;
        var underWay = _underWay.GetValueOrDefault(at);
        if (rule.IsSpent(door, underWay) || rule.IsSpentEverywhere(Lockout.Everywhere, _underWayEverywhere))
            throw new MoteException(ProblemCode.Overloaded, "As many photos of this person are being compared as may fail to match: try again.");
        Set(at, underWay + weight);
        _underWayEverywhere += rule.Everywhere(weight);
    }

    /// <summary>Returns an attempt whose photo the network was not asked about.</summary>
    public void GiveBack(Entrance at, int weight)
    {
        Set(at, _underWay[at] - weight);
        _underWayEverywhere -= rule.Everywhere(weight);
    }

    /// <summary>Counts what the network said.</summary>
    /// <returns>Where it stood before.</returns>
    public PersonLockout Count(Entrance at, bool isMatch, int weight)
    {
        GiveBack(at, weight);
        var before = Set(isMatch ? LockoutRule.AfterMatch(Lockout, at) : rule.AfterNonMatch(Lockout, at, time.GetUtcNow(), weight));
        foreach (var end in Lockout.Ends.Except(before.Ends))
            ends.Closed(end);
        return before;
    }

    /// <summary>Puts another lockout in its place.</summary>
    /// <returns>The one before.</returns>
    public PersonLockout Set(PersonLockout lockout)
    {
        var before = Lockout;
        Lockout = lockout;
        return before;
    }

    /// <summary>What the activation before left, or what is stored.</summary>
    public async ValueTask TakeUp(PersonLockout? stored) => Lockout = await ends.ByOwnDay(carried.Take(key) ?? stored ?? PersonLockout.None);

    /// <summary>Leaves this one to the next activation, wherever that is.</summary>
    public Task Leave() => carried.Leave(key, Lockout);

    private void RequireOpen(Entrance? at, Lockout lockout, string where, string advice)
    {
        if (lockout.Remaining(time.GetUtcNow()) is not { } remaining)
            return;
        throw new MoteException(
            ProblemCode.LockedOut,
            string.Create(CultureInfo.InvariantCulture, $"Too many photos in a row did not match, so no photo is compared {where} until {lockout.Until!.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {advice}, or let an operator lift the lock."))
        {
            RetryAfter = remaining,
            Lock = new ClosedLock(at, lockout.Until.Value),
        };
    }

    private void Set(Entrance at, int underWay)
    {
        if (underWay > 0)
            _underWay[at] = underWay;
        else
            _underWay.Remove(at);
    }
}
