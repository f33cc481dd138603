using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;
using Mote.Grains.Keys;
using Mote.Protocol;
using Orleans.Concurrency;

namespace Mote.Grains.Audit;

/// <summary>
/// Keeps a realm's chain. What arrives is queued and written at once, together with whatever arrived while the store was
/// busy; while it takes nothing, the queue is tried again and again. Nothing is read before the first write, so a store that
/// is down keeps no grain from queueing.
/// </summary>
[Reentrant]
internal sealed partial class AuditGrain(
    AuditStore store, MasterKeys keys, IOptions<AuditOptions> options, TimeProvider time, ILogger<AuditGrain> log) : Grain, IAuditGrain, IDisposable
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    // Segments sealed anew a call, so that no call takes long.
    private const int RekeyedAtOnce = 32;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Longer than any pause while something waits.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly Queue<WaitingEvent> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private AuditRecord<AuditHead>? _head;
    private AuditRecord<AuditSegment>? _segment;
    private ChainedEvent[] _inDoubt = [];
    private Task _flushing = Task.CompletedTask;
    private bool _isFailing;

    private string Realm => this.GetPrimaryKeyString();

    public Task Append(AuditEvent happened, CancellationToken cancellationToken)
    {
        var mustWait = !happened.IsDecision || options.Value.AwaitDecisions;
        if (happened.IsDecision && (_waiting.Count >= options.Value.MostWaiting || (mustWait && _isFailing)))
            throw Unavailable();

        var waiting = new WaitingEvent(happened, time.GetUtcNow(), mustWait && !_isFailing);
        _waiting.Enqueue(waiting);
        if (_flushing.IsCompleted)
            _flushing = Flush();
        return mustWait && _isFailing ? throw Unavailable() : waiting.Stored;
    }

    public async Task<AuditTail> Tail(CancellationToken cancellationToken)
    {
        if (!_isFailing)
            await _flushing.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(Quietly);
        return (_head ?? await store.Read(AuditStore.HeadOf(Realm), cancellationToken)).Value?.Tail ?? Empty();
    }

    public async Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken)
    {
        var head = _head ?? await store.Read(AuditStore.HeadOf(Realm), cancellationToken);
        return head.Value is null ? [] : head.Value.KeyUse().Append((head.MasterKeyVersion, 1))
            .GroupBy(use => use.Item1, use => use.Item2).ToDictionary(version => version.Key, version => version.Sum());
    }

    public async Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var head = await LoadHead();
            if (head.Value is not { } before || (head.MasterKeyVersion >= masterKeyVersion && before.Runs.All(run => run.Version >= masterKeyVersion)))
                return true;

            using var master = await keys.Of(Realm, masterKeyVersion, cancellationToken);
            var end = AuditSegment.NumberOf(before.Tail.Last) + 1;
            var outstanding = before.Runs.Where(run => run.Version < masterKeyVersion).Select(run => run.FirstSegment).DefaultIfEmpty(end).Min();
            var first = Math.Max(outstanding, before.FirstSegment);
            var stop = Math.Min(end, first + RekeyedAtOnce);
            for (var number = first; number < stop; number++)
            {
                var segment = await store.Read(AuditStore.SegmentOf(Realm, number), cancellationToken);
                if (segment.Value is { } entries && segment.MasterKeyVersion < masterKeyVersion)
                    await store.Write(segment, entries, master);
            }

            // What was written last is read again, for its tag is another now.
            _segment = null;
            KeyRun[] rest = stop < end ? [new KeyRun(stop, before.Runs.Last(run => run.FirstSegment <= stop).Version), .. before.Runs.Where(run => run.FirstSegment > stop)] : [];
            await store.Write(head, before with { Runs = [new KeyRun(before.FirstSegment, masterKeyVersion), .. rest] }, master);
            return stop >= end;
        }
        catch
        {
            Forget();
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _flushing.ConfigureAwait(Quietly);
        if (_waiting.Count > 0)
            LogLost(Realm, _waiting.Count);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _writing.Dispose();
    }

    /// <summary>Writes until nothing waits; once the activation ends, until it first fails.</summary>
    private async Task Flush()
    {
        // Whatever is appended in the same turn goes in the same write.
        await Task.Yield();
        var pause = FirstPause;
        while (_waiting.Count > 0)
        {
            DelayDeactivation(Lease);
            try
            {
                await _writing.WaitAsync(CancellationToken.None);
                try
                {
                    await WriteSome();
                }
                finally
                {
                    _writing.Release();
                }

                (_isFailing, pause) = (false, FirstPause);
            }
            catch (Exception failure)
            {
                Forget();
                if (!_isFailing)
                    LogFailed(Realm, _waiting.Count, failure);
                _isFailing = true;
                foreach (var waiting in _waiting)
                    waiting.Fail(Unavailable());
                if (_stop.IsCancellationRequested)
                    return;
                await Task.Delay(pause, time, _stop.Token).ConfigureAwait(Quietly);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>Chains as many as fit into the last segment and writes them, the segment first.</summary>
    private async Task WriteSome()
    {
        var (head, segment) = await Load();
        if (_waiting.Count == 0)
            return;
        var tail = head.Value!.Tail;
        if (segment.Value!.Entries.Length == AuditSegment.Capacity)
        {
            segment = _segment = Next(NumberOf(segment) + 1, tail.Hash);
            head = await Retire(head, NumberOf(segment));
            tail = head.Value!.Tail;
        }

        var (number, written) = (NumberOf(segment), segment.Value!);
        var sequence = AuditSegment.FirstOf(number) + written.Entries.Length;
        var hash = written.Hash;
        var batch = _waiting.Take(AuditSegment.Capacity - written.Entries.Length).Select(waiting =>
        {
            var entry = ChainedEvent.After(hash, sequence++, waiting.Time, waiting.Event);
            hash = entry.Hash;
            return entry;
        }).ToArray();

        using var master = await keys.Current(Realm, CancellationToken.None);
        _inDoubt = batch;
        await store.Write(segment, written with { Entries = [.. written.Entries, .. batch] }, master);
        await store.Write(head, head.Value! with { Tail = tail with { Last = batch[^1].Sequence, Hash = hash }, Runs = head.Value!.RunsWith(number, master.Version) }, master);
        Acknowledge();
    }

    private void Acknowledge()
    {
        foreach (var _ in _inDoubt)
            _waiting.Dequeue().Succeed();
        _inDoubt = [];
    }

    private static MoteException Unavailable() =>
        new(ProblemCode.AuditUnavailable, "The audit trail cannot be written, and nothing is decided that it would not hold: try again, and see the service's log.");

    [LoggerMessage(1, LogLevel.Error, "The audit trail of realm {Realm} is not written; {Waiting} entries wait")]
    private partial void LogFailed(string realm, int waiting, Exception failure);

    [LoggerMessage(2, LogLevel.Critical, "{Lost} entries of the audit trail of realm {Realm} are lost: the store did not take them before the silo stopped")]
    private partial void LogLost(string realm, int lost);

    [LoggerMessage(3, LogLevel.Critical, "Segment {Segment} of the audit trail of realm {Realm} was damaged; the trail goes on behind it")]
    private partial void LogDamaged(string realm, long segment, Exception damage);

    [LoggerMessage(4, LogLevel.Information, "{Entries} entries of the audit trail of realm {Realm} were old enough to be dropped")]
    private partial void LogRetired(string realm, long entries);

    /// <summary>Something to be appended, and who waits for it.</summary>
    private sealed class WaitingEvent(AuditEvent happened, DateTimeOffset at, bool isAwaited)
    {
        private readonly TaskCompletionSource? _stored = isAwaited ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;

        public AuditEvent Event => happened;

        public DateTimeOffset Time => at;

        public Task Stored => _stored?.Task ?? Task.CompletedTask;

        public void Succeed() => _stored?.TrySetResult();

        public void Fail(MoteException failure) => _stored?.TrySetException(failure);
    }
}
