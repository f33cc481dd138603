using System.Diagnostics;
using Mote.Storage.Envelopes;
using Orleans.Storage;

namespace Mote.Storage.Measured;

/// <summary>A store, whoever's it is, as it is seen from outside. Thread-safe.</summary>
/// <param name="store">The store.</param>
/// <param name="figures">What is counted of it.</param>
public sealed class MeasuredStorage(IGrainStorage store, StoreInstruments figures) : IGrainStorage, IStorageProbe, ILifecycleParticipant<ISiloLifecycle>
{
    /// <inheritdoc/>
    public string Name => Probe.Name;

    private IStorageProbe Probe => (IStorageProbe)store;

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Measured("read", stateName, () => store.ReadStateAsync(stateName, grainId, grainState, cancellationToken));

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Measured("write", stateName, () => store.WriteStateAsync(stateName, grainId, grainState, cancellationToken));

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Measured("clear", stateName, () => store.ClearStateAsync(stateName, grainId, grainState, cancellationToken));

    /// <inheritdoc/>
    public ValueTask CheckAsync(CancellationToken cancellationToken) => Probe.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => (store as ILifecycleParticipant<ISiloLifecycle>)?.Participate(lifecycle);

    private async Task Measured(string operation, string record, Func<Task> ask)
    {
        using var span = StoreInstruments.Span(operation, record);
        var since = Stopwatch.GetTimestamp();
        try
        {
            await ask();
            figures.Done(operation, record, since);
        }
        catch (Exception failure)
        {
            // What it says may name whose record it is.
            var error = Word(failure);
            span?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
            figures.Failed(operation, record, error);
            throw;
        }
    }

    private static string Word(Exception failure) => failure switch
    {
        WriteOutcomeUnknownException => "outcome_unknown",
        InconsistentStateException => "conflict",
        StorageUnavailableException => "unavailable",
        StateEnvelopeException => "unreadable",
        OperationCanceledException => "given_up",
        _ => "other",
    };
}
