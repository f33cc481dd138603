using System.Collections.Concurrent;
using Mote.Grains.Stored;
using Mote.Storage;
using Orleans.Storage;

namespace Mote.Silo.Rehearsals;

/// <summary>
/// The store, from which the realm of the rehearsal is kept away: it is read there, which finds nothing; what is written of
/// it is kept in memory, and a record of nobody that is as long goes its way to the store and back. Thread-safe.
/// </summary>
internal sealed class RehearsalStorage(IGrainStorage store, RehearsalRealm realm) : IGrainStorage, IStorageProbe, ILifecycleParticipant<ISiloLifecycle>
{
    private const string ETag = "rehearsed";

    private readonly ConcurrentDictionary<(string State, GrainId Grain), object> _rehearsed = [];

    public string Name => Probe.Name;

    private IStorageProbe Probe => (IStorageProbe)store;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await store.ReadStateAsync(stateName, grainId, grainState, cancellationToken);
        if (realm.Owns(grainId) && _rehearsed.TryGetValue((stateName, grainId), out var state))
            (grainState.State, grainState.RecordExists, grainState.ETag) = ((T)state, true, ETag);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (!realm.Owns(grainId))
        {
            await store.WriteStateAsync(stateName, grainId, grainState, cancellationToken);
            return;
        }

        await ThereAndBack(stateName, grainState.State, cancellationToken);
        _rehearsed[(stateName, grainId)] = grainState.State!;
        (grainState.RecordExists, grainState.ETag) = (true, ETag);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (!realm.Owns(grainId))
            return store.ClearStateAsync(stateName, grainId, grainState, cancellationToken);
        _rehearsed.TryRemove((stateName, grainId), out _);
        (grainState.RecordExists, grainState.ETag) = (false, null);
        return Task.CompletedTask;
    }

    /// <summary>Forgets what was rehearsed.</summary>
    public void Forget() => _rehearsed.Clear();

    /// <summary>The way of a write and of a read, gone by a record of nobody.</summary>
    private async Task ThereAndBack<T>(string stateName, T state, CancellationToken cancellationToken)
    {
        var nobody = GrainId.Create("rehearsal", Guid.NewGuid().ToString("N"));
        var record = new GrainState<T>();
        await store.ReadStateAsync(stateName, nobody, record, cancellationToken);
        record.State = NobodysRecord.AsLongAs(state, record.State);
        await store.WriteStateAsync(stateName, nobody, record, cancellationToken);
        await store.WriteStateAsync(stateName, nobody, record, cancellationToken);
        await store.ReadStateAsync(stateName, nobody, record, cancellationToken);
        await store.ClearStateAsync(stateName, nobody, record, cancellationToken);
    }

    public ValueTask CheckAsync(CancellationToken cancellationToken) => Probe.CheckAsync(cancellationToken);

    public void Participate(ISiloLifecycle lifecycle) => (store as ILifecycleParticipant<ISiloLifecycle>)?.Participate(lifecycle);
}
