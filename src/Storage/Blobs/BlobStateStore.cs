using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Orleans.Storage;

namespace Mote.Storage.Blobs;

/// <summary>Records as blobs: create with If-None-Match, replace and delete with If-Match, the container made whenever it is missing.</summary>
/// <remarks>
/// A repeated attempt can meet the result of the first, whose answer was lost. It then reads as a conflict, and the grain
/// reloads and finds its own write: nothing is lost, and nothing is written twice.
/// </remarks>
internal sealed class BlobStateStore(BlobServiceClient service, BlobGrainStorageOptions options, string serviceId) : IStateStore
{
    private const int ContainerAttempts = 3;

    private readonly BlobContainerClient _container = service.GetBlobContainerClient(options.ContainerName);

    public string Description => $"Blob container '{_container.Name}' at {_container.Uri.Host}";

    public Task InitialiseAsync(CancellationToken cancellationToken) =>
        WithinTimeAsync(async token => await _container.CreateIfNotExistsAsync(cancellationToken: token), mayChange: false, cancellationToken);

    public Task<StoredState?> ReadAsync(StateAddress address, CancellationToken cancellationToken) =>
        WithinTimeAsync<StoredState?>(
            async token =>
            {
                try
                {
                    var blob = (await Blob(address).DownloadContentAsync(token)).Value;
                    return new StoredState(blob.Content.ToMemory(), blob.Details.ETag.ToString());
                }
                catch (RequestFailedException failure) when (failure.IsMissing())
                {
                    return null;
                }
            },
            mayChange: false,
            cancellationToken);

    public Task<string> WriteAsync(StateAddress address, BinaryData envelope, string? etag, CancellationToken cancellationToken) => WithinTimeAsync(
        async token =>
        {
            try
            {
                return await UploadAsync(Blob(address), envelope, Conditions(etag), token);
            }
            catch (RequestFailedException failure) when (failure.IsConflict() && !failure.IsContainerMissing())
            {
                throw Conflict(address, await StoredETagIfToldAsync(address, token), etag, failure);
            }
        },
        mayChange: true,
        cancellationToken);

    public Task ClearAsync(StateAddress address, string? etag, CancellationToken cancellationToken) => WithinTimeAsync(
        async token =>
        {
            // What is missing answers a conditional delete with 404 or 412 as it pleases, and If-None-Match is not heeded
            // everywhere: what is there is asked for, and the delete itself is always bound to an ETag.
            if (etag is null)
                return await StoredETagAsync(address, token) is { } unexpected ? throw Conflict(address, unexpected, etag, null) : true;
            try
            {
                // Snapshots go too: what is cleared is a person's record, and a copy left behind would not be cleared.
                return (await Blob(address).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, Conditions(etag), token)).Value;
            }
            catch (RequestFailedException failure) when (failure.IsConflict())
            {
                return await StoredETagAsync(address, token) is { } other ? throw Conflict(address, other, etag, failure) : true;
            }
        },
        mayChange: etag is not null,
        cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) =>
        WithinTimeAsync(
            token => UploadAsync(_container.GetBlobClient(BlobNames.OfProbe(serviceId)), BinaryData.FromBytes("probe"u8.ToArray()), new BlobRequestConditions(), token),
            mayChange: false,
            cancellationToken);

    public void Dispose()
    {
    }

    private static BlobRequestConditions Conditions(string? etag) =>
        etag is null ? new() { IfNoneMatch = ETag.All } : new() { IfMatch = new ETag(etag) };

    private BlobClient Blob(StateAddress address) => _container.GetBlobClient(BlobNames.Of(options.Naming, serviceId, address));

    private async Task<string> UploadAsync(BlobClient blob, BinaryData content, BlobRequestConditions conditions, CancellationToken token)
    {
        var upload = new BlobUploadOptions { Conditions = conditions, HttpHeaders = new() { ContentType = "application/octet-stream" } };
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return (await blob.UploadAsync(content, upload, token)).Value.ETag.ToString();
            }
            catch (RequestFailedException failure) when (failure.IsContainerMissing() && attempt < ContainerAttempts)
            {
                await _container.CreateIfNotExistsAsync(cancellationToken: token);
            }
        }
    }

    private static InconsistentStateException Conflict(StateAddress address, string? stored, string? etag, Exception? failure) =>
        new($"The record {address} was changed by another writer, or is gone: read it again.", stored, etag, failure);

    private async Task<string?> StoredETagAsync(StateAddress address, CancellationToken token)
    {
        try
        {
            return (await Blob(address).GetPropertiesAsync(cancellationToken: token)).Value.ETag.ToString();
        }
        catch (RequestFailedException failure) when (failure.IsMissing())
        {
            return null;
        }
    }

    // For the message of a conflict only, so whatever prevents it must not hide the conflict.
    private async Task<string?> StoredETagIfToldAsync(StateAddress address, CancellationToken token)
    {
        try
        {
            return await StoredETagAsync(address, token);
        }
        catch (Exception failure) when (BlobFailures.IsOfTheStore(failure))
        {
            return "unknown";
        }
    }

    private async Task<T> WithinTimeAsync<T>(Func<CancellationToken, Task<T>> operation, bool mayChange, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.OperationTimeout);
        try
        {
            return await operation(limit.Token);
        }
        catch (Exception failure) when (BlobFailures.IsOfTheStore(failure))
        {
            if (mayChange && !BlobFailures.ChangedNothing(failure))
                throw new WriteOutcomeUnknownException($"{Description} did not say whether it took a write. The grain must be deactivated and read again.", failure);
            cancellationToken.ThrowIfCancellationRequested();
            throw BlobFailures.Unavailable(Description, failure);
        }
    }
}
