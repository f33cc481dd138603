using System.Collections.Concurrent;
using Mote.Storage;
using Orleans.Storage;

namespace Mote.Silo.Rehearsals;

/// <summary>
/// The store, from which the realm of the rehearsal is kept away: it is read there, which finds nothing and shows that the
/// store answers, and what is written of it stays in memory. Thread-safe.
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

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (!realm.Owns(grainId))
            return store.WriteStateAsync(stateName, grainId, grainState, cancellationToken);
        _rehearsed[(stateName, grainId)] = grainState.State!;
        (grainState.RecordExists, grainState.ETag) = (true, ETag);
        return Task.CompletedTask;
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

    public ValueTask CheckAsync(CancellationToken cancellationToken) => Probe.CheckAsync(cancellationToken);

    public void Participate(ISiloLifecycle lifecycle) => (store as ILifecycleParticipant<ISiloLifecycle>)?.Participate(lifecycle);
}
