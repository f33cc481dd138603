using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Keys;
using Mote.Protocol;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Mote.Grains.Audit;

/// <summary>
/// Queues what a writer appends to its chain. It is written at once, together with whatever arrived while the store was
/// busy; while the store takes nothing, it is tried again and again. Nothing is read before the first write, so a store that
/// is down keeps no grain from queueing. What was written to stays active until the silo stops, and is closed then.
/// </summary>
[Reentrant, PreferLocalPlacement]
internal sealed partial class AuditGrain(
    AuditStore store, TrailReaders readers, MasterKeys keys, IOptions<AuditOptions> options, IEnumerable<IAuditWitness> witnesses, AuditInstruments figures, TimeProvider time, ILogger<AuditGrain> log)
    : Grain, IAuditGrain, IAuditWriterGrain, IDisposable
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Queue<WaitingEvent> _waiting = new();
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private AuditWriterKey _key;
    private ChainJournal _journal = null!;
    private ChainRekeying _rekeying = null!;
    private ChainedEvent[] _inDoubt = [];
    private Task _flushing = Task.CompletedTask;
    private bool _isFailing;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = AuditWriterKey.Parse(this.GetPrimaryKeyString());
        var head = GrainFactory.GetGrain<IAuditRealmGrain>(_key.Realm);
        _journal = new ChainJournal(store, keys, head, new ChainRetention(store, head, _key.Realm, time, TimeSpan.FromDays(options.Value.RetainDays)), _key);
        _rekeying = new ChainRekeying(store, keys, head, _key.Realm);
        return Task.CompletedTask;
    }

    public Task Append(AuditEvent happened, CancellationToken cancellationToken)
    {
        var mustWait = !happened.IsDecision || options.Value.AwaitDecisions;
        if (happened.IsDecision && (IsFull || (mustWait && _isFailing)))
            throw Unavailable();

        var waiting = new WaitingEvent(happened, time.GetUtcNow(), mustWait && !_isFailing);
        _waiting.Enqueue(waiting);
        figures.Queued();
        if (_flushing.IsCompleted)
            _flushing = Flush();
        return mustWait && _isFailing ? throw Unavailable() : waiting.Stored;
    }

    public async Task AppendOnce(AuditEvent change, CancellationToken cancellationToken)
    {
        foreach (var other in await readers.Of(_key.Realm, _key.Writer, cancellationToken))
        {
            if (await Holds(other, change, cancellationToken))
                return;
        }

        // Nothing of this chain is written while it is looked through.
        await await Alone(async () =>
        {
            if (_waiting.Any(waiting => change.Manifest!.IsThat(waiting.Event.Manifest)))
                return Task.FromException(Unavailable());
            await _journal.Read(cancellationToken);
            return _journal.Written is { } written && await Holds(new ChainReader(store, _key.Realm, _key.Writer, written), change, cancellationToken)
                ? Task.CompletedTask
                : Append(change, cancellationToken);
        }, cancellationToken);
    }

    public async Task<AuditTail> Tail(CancellationToken cancellationToken)
    {
        if (await Written(cancellationToken) is { } written)
            return written.Tail;
        var genesis = ChainedEvent.Genesis(_key);
        return new AuditTail(0, genesis, 0, genesis);
    }

    public async Task<WrittenChain?> Written(CancellationToken cancellationToken)
    {
        if (!_isFailing)
            await _flushing.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(Quietly);
        // What was wrong may be restored since.
        return _journal.Written is { Fault: null } known ? known : await Alone(async () =>
        {
            _journal.Forget();
            await _journal.Read(cancellationToken);
            return _journal.Written;
        }, cancellationToken);
    }

    public async Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken)
    {
        await Written(cancellationToken);
        return _journal.KeyUse().GroupBy(use => use.Version, use => use.Records).ToDictionary(version => version.Key, version => version.Sum());
    }

    public Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken) =>
        Alone(() => _rekeying.Run(_journal, masterKeyVersion, cancellationToken), cancellationToken);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _flushing.ConfigureAwait(Quietly);
        if (_waiting.Count > 0)
        {
            LogLost(_key.Realm, _waiting.Count);
            figures.Lost(_waiting.Count);
            return;
        }

        try
        {
            await Alone(async () =>
            {
                await _journal.Close();
                return true;
            }, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogUnclosed(_key.Realm, failure);
        }
    }

    public void Dispose()
    {
        _stop.Dispose();
        _writing.Dispose();
    }

    // Too much waits, or for too long: what a silo that is killed loses has these bounds.
    private bool IsFull => _waiting.Count >= options.Value.MostWaiting
        || (_waiting.TryPeek(out var oldest) && time.GetUtcNow() - oldest.Since > TimeSpan.FromMinutes(options.Value.MostWaitingMinutes));

    /// <summary>Writes until nothing waits; once the activation ends, until it first fails.</summary>
    private async Task Flush()
    {
        // Whatever is appended in the same turn goes in the same write.
        await Task.Yield();
        DelayDeactivation(TimeSpan.MaxValue);
        var pause = FirstPause;
        while (_waiting.Count > 0)
        {
            try
            {
                await Alone(async () =>
                {
                    await WriteSome();
                    return true;
                }, CancellationToken.None);
                (_isFailing, pause) = (false, FirstPause);
            }
            catch (Exception failure)
            {
                if (!_isFailing)
                    LogFailed(_key.Realm, _waiting.Count, failure);
                _isFailing = true;
                figures.Failed();
                foreach (var waiting in _waiting)
                    waiting.Fail(Unavailable());
                if (_stop.IsCancellationRequested)
                    return;
                await Task.Delay(pause, time, _stop.Token).ConfigureAwait(Quietly);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>Writes as many as fit into one batch.</summary>
    private async Task WriteSome()
    {
        await _journal.Begin();
        if (_inDoubt is [.., var last] && _journal.Holds(last))
            Acknowledge();
        _inDoubt = [];
        if (_waiting.Count == 0)
            return;

        using var span = AuditInstruments.Source.StartActivity("write trail");
        if (_journal.IsInterrupted)
            await NoteInterruption();
        var batch = _journal.Chain(_waiting.Take(_journal.Room).Select(waiting => (waiting.Time, waiting.Event)));
        _inDoubt = batch;
        await Write(batch);
        Acknowledge();
        _inDoubt = [];
        await _journal.Settle();
    }

    // By itself, so that nobody's entry shares its fate.
    private async Task NoteInterruption()
    {
        LogInterrupted(_key.Realm, _key.Writer, _journal.Fault?.Reason ?? "it was not closed");
        await Write(_journal.Chain([(time.GetUtcNow(), new AuditEvent(TrailKind.Interrupted, TrailOutcome.Done, "", null)
        {
            Code = _journal.Fault is null ? null : ProblemCode.AuditBroken,
            MostMissing = options.Value.MostWaiting,
        })]));
        await _journal.Settle();
    }

    private async Task Write(ChainedEvent[] batch)
    {
        await _journal.Write(batch);
        foreach (var witness in witnesses)
            witness.See(_key, batch[^1].Sequence, batch[^1].Hash);
    }

    private void Acknowledge()
    {
        foreach (var _ in _inDoubt)
            _waiting.Dequeue().Succeed();
        figures.Written(_inDoubt.Length);
    }

    // Where a chain is damaged an entry may come to stand in the trail twice: better than not at all.
    private static async Task<bool> Holds(ChainReader reader, AuditEvent change, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.Holds(change, cancellationToken);
        }
        catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
        {
            return false;
        }
    }

    private async Task<T> Alone<T>(Func<Task<T>> act, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await act();
        }
        catch
        {
            _journal.Forget();
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    private static MoteException Unavailable() =>
        new(ProblemCode.AuditUnavailable, "The audit trail cannot be written, and nothing is decided that it would not hold: try again, and see the service's log.");

    [LoggerMessage(1, LogLevel.Error, "The audit trail of realm {Realm} is not written; {Waiting} entries wait")]
    private partial void LogFailed(string realm, int waiting, Exception failure);

    [LoggerMessage(2, LogLevel.Critical, "{Lost} entries of the audit trail of realm {Realm} are lost: the store did not take them before the silo stopped")]
    private partial void LogLost(string realm, int lost);

    [LoggerMessage(3, LogLevel.Critical, "The audit trail of realm {Realm}, as {Writer} left it: {Reason}. It goes on from there, and an entry says so")]
    private partial void LogInterrupted(string realm, string writer, string reason);

    [LoggerMessage(4, LogLevel.Error, "The audit trail of realm {Realm} could not be closed: its next opening will note that")]
    private partial void LogUnclosed(string realm, Exception failure);
}
