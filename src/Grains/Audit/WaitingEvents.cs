using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>
/// What waits to be written to one chain, in order, and bounded for decisions: what a silo that is killed loses of them is no more. Whoever is
/// on the chain's own silo may add to it, beside the chain's grain. Thread-safe.
/// </summary>
/// <param name="options">How much may wait, and whether decisions do.</param>
/// <param name="time">When something came.</param>
/// <param name="figures">What is counted of it.</param>
/// <param name="write">Has what waits written, until <see cref="IsEmpty"/> or <see cref="Close"/>; called where nobody does so.</param>
internal sealed class WaitingEvents(AuditOptions options, TimeProvider time, AuditInstruments figures, Action write)
{
    private readonly Lock _gate = new();
    private readonly Queue<WaitingEvent> _waiting = new();
    private TaskCompletionSource? _writing;
    private bool _isFailing;
    private bool _isClosed;

    /// <summary>Completes once nothing that waits now does.</summary>
    public Task Written
    {
        get
        {
            lock (_gate)
                return _writing?.Task ?? Task.CompletedTask;
        }
    }

    /// <summary>Whether the store took nothing when it was last asked.</summary>
    public bool IsFailing
    {
        get
        {
            lock (_gate)
                return _isFailing;
        }
    }

    /// <summary>How much waits.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Adds one.</summary>
    /// <returns>Completes as <see cref="IAuditGrain.Append"/> does; null where nothing is taken any more.</returns>
    /// <exception cref="MoteException">As <see cref="IAuditGrain.Append"/> has it.</exception>
    public Task? Add(AuditEvent happened)
    {
        var mustWait = !happened.IsDecision || options.AwaitDecisions;
        WaitingEvent waiting;
        bool isRefused, begins;
        lock (_gate)
        {
            if (_isClosed)
                return null;
            isRefused = mustWait && _isFailing;
            if (happened.IsDecision && (isRefused || IsFull))
                throw Unavailable();
            waiting = new WaitingEvent(happened, time.GetUtcNow(), mustWait && !_isFailing);
            _waiting.Enqueue(waiting);
            begins = _writing is null;
            _writing ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        figures.Queued();
        if (begins)
            write();
        return isRefused ? throw Unavailable() : waiting.Stored;
    }

    /// <summary>The first of them.</summary>
    /// <param name="most">How many at most.</param>
    public WaitingEvent[] First(int most)
    {
        lock (_gate)
            return [.. _waiting.Take(most)];
    }

    /// <summary>Whether the entry of that change is among them.</summary>
    public bool Holds(ManifestStamp change)
    {
        lock (_gate)
            return _waiting.Any(waiting => change.IsThat(waiting.Event.Manifest));
    }

    /// <summary>Whether nothing waits; whoever writes stops then, and is called again.</summary>
    public bool IsEmpty()
    {
        lock (_gate)
        {
            if (_waiting.Count > 0)
                return false;
            End();
            return true;
        }
    }

    /// <summary>The first of them are stored.</summary>
    public void Succeed(int count)
    {
        for (var i = 0; i < count; i++)
        {
            WaitingEvent stored;
            lock (_gate)
                stored = _waiting.Dequeue();
            stored.Succeed();
        }

        figures.Written(count);
    }

    /// <summary>The store takes what it is given.</summary>
    public void Recovered()
    {
        lock (_gate)
            _isFailing = false;
    }

    /// <summary>The store took nothing: whoever waits is told so, and what waits goes on to.</summary>
    /// <returns>Whether it did before.</returns>
    public bool Failed()
    {
        WaitingEvent[] told;
        bool before;
        lock (_gate)
            (told, before, _isFailing) = ([.. _waiting], _isFailing, true);
        foreach (var waiting in told)
            waiting.Fail(Unavailable());
        return before;
    }

    /// <summary>Takes nothing more.</summary>
    public void Close()
    {
        lock (_gate)
            _isClosed = true;
    }

    /// <summary>Nobody writes any more, though something may wait.</summary>
    public void End()
    {
        lock (_gate)
        {
            _writing?.SetResult();
            _writing = null;
        }
    }

    /// <summary>What whoever adds is told where it is not taken, or not stored.</summary>
    public static MoteException Unavailable() =>
        new(ProblemCode.AuditUnavailable, "The audit trail cannot be written, and nothing is decided that it would not hold: try again, and see the service's log.");

    // Too much waits, or for too long.
    private bool IsFull => _waiting.Count >= options.MostWaiting
        || (_waiting.TryPeek(out var oldest) && time.GetUtcNow() - oldest.Since > TimeSpan.FromMinutes(options.MostWaitingMinutes));
}
