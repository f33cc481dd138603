using System.Globalization;
using Microsoft.Extensions.Logging;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Grains.Lockouts;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>
/// Consecutive non-matches are bounded. A decision takes an attempt before the network is asked and counts it after, so that
/// however many run at once, no more are answered than the bound allows.
/// </summary>
internal sealed partial class IdentityGrain
{
    private readonly LockoutRule _lockoutRule;
    private readonly CarriedLockouts _carried;
    private Lockout _lockout = Lockout.None;
    private int _attempts;

    // A count alone is not worth a write; whatever is written keeps it.
    private Lockout? Lasting => _lockout.Locks > 0 ? _lockout : null;

    private bool IsLockoutStored => _stored.Readable is not { } enrolled || _lockout == (enrolled.State.Lockout ?? Lockout.None);

    private DateTimeOffset? LockedUntil => _lockout.Remaining(_time.GetUtcNow()) is null ? null : _lockout.Until;

    public async Task<bool> Unlock(CancellationToken cancellationToken)
    {
        var caller = Caller.Current;
        var enrolled = _stored.Current ?? throw NotEnrolled();
        var wasLocked = LockedUntil is not null;
        var before = _lockout;
        _lockout = Lockout.None;
        try
        {
            if (enrolled.State.Lockout is not null)
                await WriteLockout();
        }
        catch
        {
            _lockout = before;
            throw;
        }

        Stay();
        LogUnlocked(Key);
        await NoteChange(AuditKind.Unlocked, caller);
        return wasLocked;
    }

    /// <summary>Takes one of the attempts that are left. Pair with <see cref="Count"/> or <see cref="GiveBack"/>.</summary>
    /// <param name="weight">What a non-match would count.</param>
    /// <exception cref="MoteException">None is left (<see cref="ProblemCode.LockedOut"/>), or none while others are under way (<see cref="ProblemCode.Overloaded"/>).</exception>
    private void TakeAttempt(int weight)
    {
        if (_lockout.Remaining(_time.GetUtcNow()) is { } remaining)
        {
            throw new MoteException(
                ProblemCode.LockedOut,
                string.Create(CultureInfo.InvariantCulture, $"Too many photos in a row did not match, so no photo is compared with this person until {_lockout.Until!.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: wait, or let an operator lift the lock."))
            {
                RetryAfter = remaining,
            };
        }

        if (_lockoutRule.IsSpent(_lockout, _attempts))
            throw new MoteException(ProblemCode.Overloaded, "As many photos of this person are being compared as may fail to match: try again.");
        _attempts += weight;
    }

    /// <summary>Returns an attempt whose photo the network was not asked about.</summary>
    private void GiveBack(int weight) => _attempts -= weight;

    /// <summary>Counts what the network said. Completes once a lock that closed, or that a match ended, is stored; the store's failure takes no answer back.</summary>
    /// <returns>Whether a lock closed.</returns>
    private async Task<bool> Count(bool isMatch, int weight)
    {
        _attempts -= weight;
        var (before, now) = (_lockout, _time.GetUtcNow());
        _lockout = isMatch ? Lockout.None : _lockoutRule.AfterNonMatch(before, now, weight);
        Stay();
        if (_lockout.Locks == before.Locks)
            return false;

        var closed = _lockout.Locks > 0;
        if (closed)
            LogLocked(Key, _lockout.Until!.Value);
        try
        {
            await WriteLockout();
        }
        catch (Exception failure)
        {
            LogLockoutUnsaved(Key, failure);
        }

        return closed;
    }

    private async Task WriteLockout()
    {
        await _writing.WaitAsync();
        try
        {
            if (_isErasing || _stored.Current is not { } current)
                return;
            // Under the key that the model-template is protected under.
            using var master = await _keys.Of(Key.Realm, current.Line.MasterKeyVersion, CancellationToken.None);
            await WriteAlone(current.State, current.Template, master);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>What the activation before left, or what is stored.</summary>
    private void TakeUpLockout() => _lockout = _carried.Take(Key) ?? _stored.Readable?.State.Lockout ?? Lockout.None;

    /// <summary>Leaves to the next activation what the store does not have.</summary>
    private void LeaveLockout()
    {
        if (!IsLockoutStored)
            _carried.Leave(Key, _lockout);
    }

    [LoggerMessage(8, LogLevel.Warning, "Too many consecutive non-matches: {Identity} is locked until {Until}")]
    private partial void LogLocked(IdentityKey identity, DateTimeOffset until);

    [LoggerMessage(9, LogLevel.Information, "The lock of {Identity} was lifted")]
    private partial void LogUnlocked(IdentityKey identity);

    [LoggerMessage(10, LogLevel.Error, "The lock of {Identity} is not stored: it holds while this silo runs")]
    private partial void LogLockoutUnsaved(IdentityKey identity, Exception failure);
}
