using Mote.Storage.Hosting;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Mote.Storage.Records;

/// <summary>
/// Grain state in an <see cref="IRecordStore"/>, with the semantics of Orleans' own blob provider: a state without ETag
/// is created, one with an ETag replaces that version and no other, a conflict is an
/// <see cref="InconsistentStateException"/>, and clearing deletes. A failure leaves the grain's state object as it was.
/// </summary>
internal sealed class RecordGrainStorage(
    IRecordStore store,
    IGrainStorageSerializer serializer,
    IActivatorProvider activators,
    Func<string, GrainId, string> naming) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IStorageProbe, IAsyncDisposable
{

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var record = await store.Read(naming(stateName, grainId), cancellationToken);
        var state = record is null ? New<T>() : serializer.Deserialize<T>(record.Content);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (state ?? New<T>(), record?.ETag, record is not null);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var content = serializer.Serialize(grainState.State);
        grainState.ETag = await store.Write(naming(stateName, grainId), content, grainState.ETag, cancellationToken);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await store.Delete(naming(stateName, grainId), grainState.ETag, cancellationToken);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (New<T>(), null, false);
    }

    public Task Check(CancellationToken cancellationToken) => store.Check(cancellationToken);

    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        nameof(RecordGrainStorage), ServiceLifecycleStage.RuntimeStorageServices, store.Initialise);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private T New<T>() => activators.GetActivator<T>().Create();
}
