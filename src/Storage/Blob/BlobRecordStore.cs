using Azure;
using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Mote.Storage.Records;

namespace Mote.Storage.Blob;

/// <summary>Records as block blobs of one container. The service itself compares ETags, so writers on any machine are safe.</summary>
internal sealed class BlobRecordStore : IRecordStore
{
    private readonly BlobContainerClient _container;

    public BlobRecordStore(BlobGrainStorageOptions options)
    {
        var client = new BlobClientOptions();
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = options.Retries;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        client.Retry.NetworkTimeout = options.AttemptTimeout;
        client.Diagnostics.IsLoggingContentEnabled = false;
        _container = options.Client!(client).GetBlobContainerClient(options.Container);
    }

    public Task Initialise(CancellationToken cancellationToken) => Guard(() => _container.CreateIfNotExistsAsync(cancellationToken: cancellationToken));

    public Task Check(CancellationToken cancellationToken) => Guard(async () =>
    {
        // A container that was taken away is made again by the next write.
        await _container.ExistsAsync(cancellationToken);
        return true;
    });

    public Task<Record?> Read(string name, CancellationToken cancellationToken) => Guard(async () =>
    {
        try
        {
            var blob = await _container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return new Record(blob.Value.Content, blob.Value.Details.ETag.ToString());
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    });

    public Task<string> Write(string name, BinaryData content, string? expected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var upload = new BlobUploadOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" },
            Conditions = Expecting(expected),
        };
        return Guard(async () =>
        {
            try
            {
                return await Upload();
            }
            catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound && expected is null)
            {
                await _container.CreateIfNotExistsAsync(cancellationToken: CancellationToken.None);
                return await Upload();
            }
            catch (RequestFailedException conflict) when (IsConflict(conflict))
            {
                throw RecordConflict.Of(name, "unknown", expected, conflict);
            }
        });

        // A write that has begun is carried through: nobody could tell whether a cancelled one took place.
        async Task<string> Upload() => (await _container.GetBlobClient(name).UploadAsync(content, upload, CancellationToken.None)).Value.ETag.ToString();
    }

    public Task Delete(string name, string? expected, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Guard(async () =>
        {
            try
            {
                if (expected is not null)
                    await _container.GetBlobClient(name).DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, Expecting(expected), CancellationToken.None);
                else if (await _container.GetBlobClient(name).ExistsAsync(CancellationToken.None))
                    throw RecordConflict.Of(name, "unknown", expected);
                return true;
            }
            catch (RequestFailedException conflict) when (IsConflict(conflict))
            {
                throw RecordConflict.Of(name, conflict.Status == 404 ? null : "unknown", expected, conflict);
            }
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static BlobRequestConditions Expecting(string? etag) =>
        etag is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = new ETag(etag) };

    private static bool IsConflict(RequestFailedException failure) =>
        failure.Status is 404 or 412 || (failure.Status == 409 && failure.ErrorCode == BlobErrorCode.BlobAlreadyExists);

    private async Task<T> Guard<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException { InnerException: RequestFailedException or TaskCanceledException })
        {
            throw new RecordStoreException($"The blob container '{_container.Name}' does not answer as it should: see that the account can be reached and that access is granted.", failure);
        }
    }
}
