#if ORLEANS_AZURE_STORAGE
using Azure.Storage.Blobs;
using Mote.Storage.Blobs;
using Orleans.Storage;

namespace Mote.Storage.Official;

/// <summary>
/// The provider that Orleans ships, whose failures are those of any store here: what comes out of its client is nobody's who
/// asks a grain, and does not survive the way from one silo to another. Thread-safe.
/// </summary>
/// <param name="store">The provider.</param>
/// <param name="container">What is said of where it failed.</param>
public sealed class OfficialBlobStorage(IGrainStorage store, string container) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly string _where = $"Blob container '{container}'";

    /// <summary>How its client asks: as patiently as the provider of this service does, and without a word of whose records they are in its logs.</summary>
    public static BlobClientOptions ClientOptions() => BlobServiceClients.Patience(new BlobGrainStorageOptions());

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Typed(mayChange: false, () => store.ReadStateAsync(stateName, grainId, grainState, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Typed(mayChange: true, () => store.WriteStateAsync(stateName, grainId, grainState, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        Typed(mayChange: true, () => store.ClearStateAsync(stateName, grainId, grainState, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => (store as ILifecycleParticipant<ISiloLifecycle>)?.Participate(lifecycle);

    private async Task Typed(bool mayChange, Func<Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask();
        }
        catch (Exception failure) when (BlobFailures.IsOfTheStore(failure) && !cancellationToken.IsCancellationRequested)
        {
            throw mayChange && !BlobFailures.ChangedNothing(failure)
                ? new WriteOutcomeUnknownException($"{_where} did not say whether it took a write. The grain must be deactivated and read again.", failure)
                : BlobFailures.Unavailable(_where, failure);
        }
    }
}
#endif
