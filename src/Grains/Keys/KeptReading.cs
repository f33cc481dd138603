using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Keys;

/// <summary>
/// One answer of a provider of master keys. It serves for a while from memory; from half of that on it is read anew beside
/// those whom it serves; at the end it is wiped, whether anybody asks or not. However many ask, one read runs at a time.
/// Failures are not kept. Thread-safe.
/// </summary>
/// <param name="read">Asks the provider, on whatever thread; null for what it has not.</param>
/// <param name="share">Makes what one of those who ask may dispose of.</param>
/// <param name="wipe">Leaves nothing of an answer.</param>
/// <param name="keptFor">How long an answer serves.</param>
/// <param name="time">Says how old it is.</param>
/// <param name="failed">Told of a read that failed, and whether an answer of before still serves.</param>
internal sealed class KeptReading<T>(
    Func<CancellationToken, Task<T?>> read, Func<T, T> share, Action<T> wipe, TimeSpan keptFor, TimeProvider time, Action<Exception, bool> failed) : IDisposable
    where T : class
{
    // How long a read is waited for, which need not ever end: who comes later is refused at once, until it does.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Between reads that fail beside those who are served.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private T? _answer;
    private long _readAt;
    private long? _failedAt;
    private int _doubts;
    private int _doubtsAnswered;
    private Task<Outcome>? _reading;
    private long _readingSince;
    private int _begun;
    private ITimer? _end;
    private bool _isDisposed;

    /// <summary>What serves now; null for nothing. Not to be disposed of.</summary>
    public T? Kept
    {
        get
        {
            lock (_lock)
                return Serving;
        }
    }

    private T? Serving => _answer is not null && time.GetElapsedTime(_readAt) < keptFor ? _answer : null;

    private bool IsDoubted => _doubts != _doubtsAnswered;

    private bool IsDue => time.GetElapsedTime(_readAt) >= keptFor / 2 && (_failedAt is not { } at || time.GetElapsedTime(at) >= Pause);

    /// <summary>The answer, from memory where it may be; null for what the provider has not.</summary>
    /// <exception cref="MasterKeyException">The provider does not answer, and none of before serves.</exception>
    public ValueTask<T?> Get(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!IsDoubted && Serving is { } answer)
            {
                if (IsDue)
                    _ = Read_NeedsLock();
                return new(share(answer));
            }
        }

        return Next(servesBefore: true, cancellationToken);
    }

    /// <summary>The answer to a question that is put after this call.</summary>
    /// <exception cref="MasterKeyException">The provider does not answer.</exception>
    public ValueTask<T?> GetAnew(CancellationToken cancellationToken)
    {
        Doubt();
        return Next(servesBefore: false, cancellationToken);
    }

    /// <summary>Has whoever asks next wait for an answer to his own question. What there is serves only if the provider gives none.</summary>
    public void Doubt()
    {
        lock (_lock)
            _doubts++;
    }

    /// <summary>Wipes what there is.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _doubts++;
            Keep_NeedsLock(null);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Keep_NeedsLock(null);
            _end?.Dispose();
        }
    }

    private async ValueTask<T?> Next(bool servesBefore, CancellationToken cancellationToken)
    {
        int? asked = null;
        while (true)
        {
            Task<Outcome> reading;
            TimeSpan patience;
            bool isOlder;
            lock (_lock)
            {
                asked ??= _begun;
                reading = Read_NeedsLock();
                isOlder = _begun == asked;
                patience = Patience - time.GetElapsedTime(_readingSince);
            }

            var outcome = await Patiently(reading, patience > TimeSpan.Zero ? patience : TimeSpan.Zero, cancellationToken);
            lock (_lock)
            {
                // One that was under way already may have missed what is asked for now.
                if (outcome.Failure is null && (IsDoubted || (isOlder && !outcome.IsThere)))
                    continue;
                if (outcome is { Failure: null, IsThere: false })
                    return null;
                if ((outcome.Failure is null || servesBefore) && Serving is { } answer)
                    return share(answer);
            }

            if (outcome.Failure is { } failure)
                throw new MasterKeyException(failure.Message, failure);
        }
    }

    private async Task<Outcome> Patiently(Task<Outcome> reading, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new Outcome(Unanswered(), false);
        }
    }

    private Task<Outcome> Read_NeedsLock()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_reading is { IsCompleted: false })
            return _reading;
        var doubts = _doubts;
        _readingSince = time.GetTimestamp();
        _begun++;
        return _reading = OwnThread.Run(() => Read(doubts));
    }

    private async Task<Outcome> Read(int doubts)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var answer = await read(patience.Token);
            lock (_lock)
            {
                Keep_NeedsLock(answer);
                (_doubtsAnswered, _failedAt) = (doubts, null);
            }

            return new Outcome(null, answer is not null);
        }
        catch (Exception failure)
        {
            bool serves;
            lock (_lock)
            {
                _failedAt = time.GetTimestamp();
                serves = Serving is not null;
            }

            failed(failure, serves);
            return new Outcome(
                failure switch
                {
                    MasterKeyException known => known,
                    OperationCanceledException when patience.IsCancellationRequested => Unanswered(),
                    _ => new MasterKeyException("The provider of the master keys has failed: the service's log says how.", failure),
                },
                false);
        }
    }

    private void Keep_NeedsLock(T? answer)
    {
        if (_answer is not null)
            wipe(_answer);
        if (answer is not null && _isDisposed)
        {
            wipe(answer);
            answer = null;
        }

        (_answer, _readAt) = (answer, time.GetTimestamp());
        if (answer is null)
            return;
        _end ??= time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _end.Change(keptFor, Timeout.InfiniteTimeSpan);
    }

    private void End()
    {
        lock (_lock)
        {
            // Another may have come while this waited for the lock.
            if (_answer is not null && Serving is null)
                Keep_NeedsLock(null);
        }
    }

    private static MasterKeyException Unanswered() =>
        new($"The master keys are not read within {Patience.TotalSeconds} seconds: see that their provider, a disk or a vault, answers.");

    private readonly record struct Outcome(MasterKeyException? Failure, bool IsThere);
}
