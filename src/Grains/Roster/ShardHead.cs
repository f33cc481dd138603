using Mote.Grains.Contracts.Errors;
using Mote.Grains.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Roster;

/// <summary>
/// A shard's head, as the store last acknowledged it. What is to be changed while the store is busy is written with the next
/// write, all of it at once. For one activation; not thread-safe beyond its scheduler.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">The master keys.</param>
/// <param name="record">What was read of it.</param>
/// <param name="fresh">What it is until it is first written, where nothing was read.</param>
/// <param name="tidy">What else each write of it takes along: it must only leave out what is done.</param>
/// <param name="endActivation">Told of a write that failed. Nobody knows then what the store holds, so the next activation must read it.</param>
internal sealed class ShardHead(
    ManifestStore store, MasterKeys keys, StoredState<ManifestHead> record, ManifestHead fresh, Func<ManifestHead, ManifestHead> tidy, Action<Exception> endActivation)
{
    private readonly Queue<WaitingChange> _waiting = new();
    private Task _writing = Task.CompletedTask;
    private ManifestHead? _next;
    private bool _hasFailed;
    private bool _isStopped;

    /// <summary>What it says.</summary>
    public ManifestHead Current => record.Value ?? fresh;

    /// <summary>What it says, or will say once the store has taken what it is given: that is what goes with those whose change it is.</summary>
    public ManifestHead Latest => _next ?? Current;

    /// <summary>Whether it was ever written.</summary>
    public bool Exists => record.Value is not null;

    /// <summary>The master key that it is sealed under; 0 for none.</summary>
    public int MasterKeyVersion => record.MasterKeyVersion;

    /// <summary>Changes it, and completes once that is stored.</summary>
    /// <param name="change">Makes the next of the last; never fails.</param>
    /// <returns>What it made.</returns>
    /// <exception cref="MoteException">The store did not take it (<see cref="ProblemCode.StorageUnavailable"/>), or there is no key to seal it.</exception>
    public Task<ManifestHead> Change(Func<ManifestHead, ManifestHead> change)
    {
        if (_hasFailed || _isStopped)
            throw NotTaken();
        var waiting = new WaitingChange(change);
        _waiting.Enqueue(waiting);
        if (_writing.IsCompleted)
            _writing = Write();
        return waiting.Stored;
    }

    /// <summary>Waits for what is being written, and takes nothing more: what the next activation reads must not change under it.</summary>
    public Task Stop()
    {
        _isStopped = true;
        return _writing;
    }

    private async Task Write()
    {
        // Whatever is changed in the same turn goes in the same write.
        await Task.Yield();
        while (_waiting.Count > 0)
        {
            WaitingChange[] batch = [];
            try
            {
                using var master = await keys.Current(record.Name.Realm, CancellationToken.None);
                batch = [.. _waiting];
                _waiting.Clear();
                var next = tidy(Current);
                foreach (var change in batch)
                    next = change.Make(next);
                _next = next with { SealedUnder = [.. next.SealedUnder.Append(master.Version).Distinct().Order()] };
                await store.Write(record, _next, master);
                _next = null;
            }
            catch (MoteException refusal) when (batch is [])
            {
                // No key, and nothing was tried.
                while (_waiting.TryDequeue(out var waiting))
                    waiting.Fail(refusal);
                return;
            }
            catch (Exception failure)
            {
                _hasFailed = true;
                endActivation(failure);
                foreach (var waiting in batch.Concat(_waiting))
                    waiting.Fail(NotTaken());
                _waiting.Clear();
                return;
            }

            foreach (var change in batch)
                change.Succeed();
        }
    }

    private static MoteException NotTaken() =>
        new(ProblemCode.StorageUnavailable, "The store did not take the change: ask what is enrolled before you try again.");

    /// <summary>A change, and who waits for it.</summary>
    private sealed class WaitingChange(Func<ManifestHead, ManifestHead> change)
    {
        private readonly TaskCompletionSource<ManifestHead> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ManifestHead? _made;

        public Task<ManifestHead> Stored => _stored.Task;

        public ManifestHead Make(ManifestHead before) => _made = change(before);

        public void Succeed() => _stored.TrySetResult(_made!);

        public void Fail(MoteException failure) => _stored.TrySetException(failure);
    }
}
