using Microsoft.Extensions.Logging;
using Mote.Storage.Envelopes;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Mote.Storage.Envelopes;

/// <summary>What a grain sees of either store: one enveloped record, and a state that changes only once the store has answered.</summary>
internal sealed partial class GrainStateStorage(
    string name,
    IStateStore store,
    IGrainStorageSerializer serializer,
    IActivatorProvider activators,
    ILogger<GrainStateStorage> logger) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IStorageProbe, IDisposable
{
    public string Name => name;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var address = new StateAddress(stateName, grainId);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var stored = await store.ReadAsync(address, cancellationToken);
            var state = stored is null ? default : Open<T>(address, stored.Envelope);

            grainState.State = state ?? NewState<T>();
            grainState.RecordExists = state is not null;
            grainState.ETag = stored?.ETag;
        }
        catch (Exception failure) when (Noted(failure, "read", address))
        {
            throw;
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var address = new StateAddress(stateName, grainId);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var envelope = StateEnvelope.Wrap(serializer.Serialize(grainState.State));
            var etag = await store.WriteAsync(address, envelope, Expected(grainState), cancellationToken);

            grainState.ETag = etag;
            grainState.RecordExists = true;
        }
        catch (Exception failure) when (Noted(failure, "write", address))
        {
            throw;
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var address = new StateAddress(stateName, grainId);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await store.ClearAsync(address, Expected(grainState), cancellationToken);

            grainState.State = NewState<T>();
            grainState.RecordExists = false;
            grainState.ETag = null;
        }
        catch (Exception failure) when (Noted(failure, "clear", address))
        {
            throw;
        }
    }

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await store.ProbeAsync(cancellationToken);
    }

    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe($"{nameof(GrainStateStorage)}:{name}", ServiceLifecycleStage.RuntimeStorageServices, InitialiseAsync);

    public async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        await store.InitialiseAsync(cancellationToken);
        LogReady(name, store.Description);
    }

    public void Dispose() => store.Dispose();

    private static string? Expected<T>(IGrainState<T> grainState) =>
        string.IsNullOrEmpty(grainState.ETag) ? null : grainState.ETag;

    private T NewState<T>() => activators.GetActivator<T>().Create();

    private T? Open<T>(StateAddress address, ReadOnlyMemory<byte> envelope)
    {
        var payload = StateEnvelope.Open(envelope, address);
        try
        {
            return serializer.Deserialize<T>(BinaryData.FromBytes(payload));
        }
        catch (Exception failure)
        {
            throw new StateEnvelopeException(
                EnvelopeFault.Unreadable,
                $"The record {address} is whole, but no {typeof(T).Name} could be read from it: it was written with another serialiser or by another version. Run the version that wrote it, or restore or clear the record.",
                failure);
        }
    }

    // An exception filter: it logs where the failure happened and catches nothing.
    private bool Noted(Exception failure, string operation, StateAddress address)
    {
        switch (failure)
        {
            case WriteOutcomeUnknownException:
            case StorageUnavailableException:
            case StateEnvelopeException:
                LogFailed(failure, name, operation, address.StateName, address.GrainId);
                break;
            case InconsistentStateException:
                LogConflict(name, operation, address.StateName, address.GrainId);
                break;
        }

        return false;
    }

    [LoggerMessage(1, LogLevel.Information, "Grain storage '{Name}' is ready on {Store}.")]
    private partial void LogReady(string name, string store);

    [LoggerMessage(2, LogLevel.Error, "Grain storage '{Name}' could not {Operation} state '{StateName}' of grain {GrainId}.")]
    private partial void LogFailed(Exception failure, string name, string operation, string stateName, GrainId grainId);

    [LoggerMessage(3, LogLevel.Warning, "Grain storage '{Name}' refused to {Operation} state '{StateName}' of grain {GrainId}: another writer changed it.")]
    private partial void LogConflict(string name, string operation, string stateName, GrainId grainId);
}
