namespace Mote.Client.Tests;

/// <summary>Waits of one length are over where a test says so, and those that begin then at once; others, and all else, are the system's.</summary>
internal sealed class Late(TimeSpan wait) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Action> _waiting = [];
    private bool _isOver;

    /// <summary>They are over.</summary>
    public void Now()
    {
        Action[] waiting;
        lock (_lock)
        {
            _isOver = true;
            waiting = [.. _waiting];
        }

        Assert.All(waiting, wake => wake());
    }

    /// <summary>Those that begin from here on last until then.</summary>
    public void Later()
    {
        lock (_lock)
        {
            _isOver = false;
            _waiting.Clear();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            if (dueTime != wait)
                return base.CreateTimer(callback, state, dueTime, period);
            if (_isOver)
                return base.CreateTimer(callback, state, TimeSpan.Zero, period);
            _waiting.Add(() => callback(state));
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
