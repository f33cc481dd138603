namespace Mote.Grains.Lockouts;

/// <summary>
/// How long locks last yet, told in time that passes and not in days, since the days of two silos may be hours apart. A lock is
/// known by its end, as the silo at which it closed dated it: that silo tells the others how long it lasts, and who takes the
/// person up dates it by its own day. In memory and bounded; what nobody remembers ends by the day of whoever reads it.
/// Thread-safe.
/// </summary>
internal sealed class LockEnds(IOtherLockouts others, LockoutRule rule, TimeProvider time)
{
    /// <summary>So many; the first to be told are forgotten first.</summary>
    public const int Most = 10_000;

    // No day is further off than this; so an older end is over by any, and nobody need be asked.
    private static readonly TimeSpan FurthestDay = TimeSpan.FromDays(2);

    // Days that are nearer are one.
    private static readonly TimeSpan SameDay = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<DateTimeOffset, Told> _told = [];
    private readonly Queue<DateTimeOffset> _order = [];

    /// <summary>A lock closed here: the others are told.</summary>
    /// <param name="end">When it ends, by this silo's day.</param>
    public void Closed(DateTimeOffset end)
    {
        var remaining = end - time.GetUtcNow();
        Keep(end, remaining, isOwn: true);
        others.Closed(end, remaining);
    }

    /// <summary>Keeps what another silo tells.</summary>
    /// <param name="end">When a lock ends, by that silo's day.</param>
    /// <param name="remaining">How long it lasts yet.</param>
    public void Keep(DateTimeOffset end, TimeSpan remaining) => Keep(end, remaining, isOwn: false);

    /// <summary>How long a lock lasts yet, zero or less for one that is over; null where nothing was told of it.</summary>
    public TimeSpan? Remaining(DateTimeOffset end)
    {
        lock (_lock)
            return Left(end);
    }

    /// <summary>A lockout that another silo, or this one before it was started anew, dated; by this silo's day.</summary>
    public async ValueTask<PersonLockout> ByOwnDay(PersonLockout lockout)
    {
        var ends = lockout.Ends.Distinct().Where(end => end > time.GetUtcNow() - FurthestDay && !IsOwn(end)).ToArray();
        if (ends.Length == 0)
            return lockout;
        foreach (var end in ends.Where(end => Remaining(end) is null).ToArray())
        {
            if (await others.Remaining(end) is { } remaining)
                Keep(end, remaining);
        }

        var now = time.GetUtcNow();
        var own = ends.ToDictionary(end => end, end => OwnEnd(end, now));
        foreach (var (end, dated) in own)
        {
            if (dated != end && dated > now)
                Closed(dated);
        }

        return lockout.Dated(end => own.GetValueOrDefault(end, end));
    }

    private void Keep(DateTimeOffset end, TimeSpan remaining, bool isOwn)
    {
        var told = new Told(remaining < rule.Longest ? remaining : rule.Longest, time.GetTimestamp(), isOwn);
        lock (_lock)
        {
            // Of two locks that end at one moment of two days the longer counts.
            if (Left(end) > told.Remaining)
                return;
            if (!_told.ContainsKey(end))
                _order.Enqueue(end);
            _told[end] = told;
            if (_order.Count > Most)
                _told.Remove(_order.Dequeue());
        }
    }

    private bool IsOwn(DateTimeOffset end)
    {
        lock (_lock)
            return _told.TryGetValue(end, out var told) && told.IsOwn;
    }

    private DateTimeOffset OwnEnd(DateTimeOffset end, DateTimeOffset now)
    {
        // None lasts longer than the longest, whatever the day was.
        var dated = Remaining(end) is { } remaining ? now + remaining : end < now + rule.Longest ? end : now + rule.Longest;
        return (dated - end).Duration() < SameDay ? end : dated;
    }

    private TimeSpan? Left(DateTimeOffset end) => _told.TryGetValue(end, out var told) ? told.Remaining - time.GetElapsedTime(told.At) : null;

    private readonly record struct Told(TimeSpan Remaining, long At, bool IsOwn);
}
