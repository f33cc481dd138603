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
/// Writes what waits for a writer's chain, at once, together with whatever arrived while the store was busy; while the store takes nothing,
/// it is tried again and again. Nothing is read before the first write, so a store that is down keeps nobody from queueing. Where it is this
/// silo's own chain, the silo's grains add to what waits without asking this one. What was written to stays active until the silo stops, and is closed then.
/// </summary>
[Reentrant, PreferLocalPlacement]
internal sealed partial class AuditGrain(
    AuditStore store, AuditWriter own, TrailReaders readers, MasterKeys keys, IOptions<AuditOptions> options, IEnumerable<IAuditWitness> witnesses, AuditInstruments figures, TimeProvider time, ILogger<AuditGrain> log)
    : Grain, IAuditGrain, IAuditWriterGrain, IDisposable
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private AuditWriterKey _key;
    private WaitingEvents _waiting = null!;
    private ChainJournal _journal = null!;
    private ChainRekeying _rekeying = null!;
    private ChainedEvent[] _inDoubt = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = AuditWriterKey.Parse(this.GetPrimaryKeyString());
        var head = GrainFactory.GetGrain<IAuditRealmGrain>(_key.Realm);
        _journal = new ChainJournal(store, keys, head, new ChainRetention(store, head, _key.Realm, time, TimeSpan.FromDays(options.Value.RetainDays)), _key);
        _rekeying = new ChainRekeying(store, keys, head, _key.Realm);
        var scheduler = TaskScheduler.Current;
        _waiting = new WaitingEvents(options.Value, time, figures, () => Task.Factory.StartNew(Flush, CancellationToken.None, TaskCreationOptions.None, scheduler));
        own.Began(_key, _waiting);
        return Task.CompletedTask;
    }

    public Task Append(AuditEvent happened, CancellationToken cancellationToken) => _waiting.Add(happened) ?? Task.FromException(WaitingEvents.Unavailable());

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
            if (_waiting.Holds(change.Manifest!))
                return Task.FromException(WaitingEvents.Unavailable());
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
        if (!_waiting.IsFailing)
            await _waiting.Written.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(Quietly);
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
        own.Ended(_key, _waiting);
        _waiting.Close();
        await _stop.CancelAsync();
        await _waiting.Written;
        if (_waiting.Count is > 0 and var lost)
        {
            LogLost(_key.Realm, lost);
            figures.Lost(lost);
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

    /// <summary>Writes until nothing waits; once the activation ends, until it first fails.</summary>
    private async Task Flush()
    {
        // Whatever is appended in the same turn goes in the same write.
        await Task.Yield();
        DelayDeactivation(TimeSpan.MaxValue);
        var pause = FirstPause;
        while (!_waiting.IsEmpty())
        {
            try
            {
                await Alone(async () =>
                {
                    await WriteSome();
                    return true;
                }, CancellationToken.None);
                _waiting.Recovered();
                pause = FirstPause;
            }
            catch (Exception failure)
            {
                if (!_waiting.Failed())
                    LogFailed(_key.Realm, _waiting.Count, failure);
                figures.Failed();
                if (_stop.IsCancellationRequested)
                {
                    _waiting.End();
                    return;
                }

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
        var batch = _journal.Chain(_waiting.First(_journal.Room).Select(waiting => (waiting.Time, waiting.Event)));
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

    private void Acknowledge() => _waiting.Succeed(_inDoubt.Length);

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

    [LoggerMessage(1, LogLevel.Error, "The audit trail of realm {Realm} is not written; {Waiting} entries wait")]
    private partial void LogFailed(string realm, int waiting, Exception failure);

    [LoggerMessage(2, LogLevel.Critical, "{Lost} entries of the audit trail of realm {Realm} are lost: the store did not take them before the silo stopped")]
    private partial void LogLost(string realm, int lost);

    [LoggerMessage(3, LogLevel.Critical, "The audit trail of realm {Realm}, as {Writer} left it: {Reason}. It goes on from there, and an entry says so")]
    private partial void LogInterrupted(string realm, string writer, string reason);

    [LoggerMessage(4, LogLevel.Error, "The audit trail of realm {Realm} could not be closed: its next opening will note that")]
    private partial void LogUnclosed(string realm, Exception failure);
}
