using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Mote.Storage.Blobs;

namespace Mote.Storage.Claims;

/// <summary>
/// A container, or a service's part of one, in the hands of one process: a lease on a blob that holds no state and says
/// who has it. The store lets go of the lease when it is not renewed for its length. Where the silos of a cluster have it
/// together, they hold one lease, by one number, and whoever of them is left renews it.
/// </summary>
internal sealed class BlobClaim : IStoreClaim
{
    // A lease ends by the store's clock, which need not tick when ours does.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    // As long as any other operation on the store may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly BlobContainerClient _container;
    private readonly BlobClient _blob;
    private readonly BlobLeaseClient _lease;
    private readonly TimeSpan _length;
    private readonly StoreHolder _self;
    private readonly bool _isShared;
    private bool _isTaken;

    /// <param name="container">The container, made if need be.</param>
    /// <param name="name">The blob's name, which is no state's.</param>
    /// <param name="length">How long a lease lasts that is not renewed.</param>
    /// <param name="shared">The number of a claim that several have together; null for one of this process's own.</param>
    /// <param name="time">Says what time it is.</param>
    public BlobClaim(BlobContainerClient container, string name, TimeSpan length, Guid? shared, TimeProvider time)
    {
        var here = StoreHolder.Here(time);
        (_container, _length, _isShared, _self) = (container, length, shared is not null, here with { Claim = shared ?? here.Claim });
        _blob = container.GetBlobClient(name);
        _lease = _blob.GetBlobLeaseClient(_self.Claim.ToString());
    }

    public string Store => $"blob '{_blob.Name}' that stands for the store in container '{_container.Name}' at {_container.Uri.Host}";

    public TimeSpan HeldAfterDeath => _length + Margin;

    public TimeSpan RenewalPeriod => _length / 3;

    public Task<StoreHolder?> TryTakeAsync(CancellationToken cancellationToken) => WithinTimeAsync(
        async token =>
        {
            await MakeAsync(token);
            if (!await AcquireAsync(token))
                return await HolderAsync(token) ?? StoreHolder.Unknown;
            await SayWhoAsync(token);
            _isTaken = true;
            return null;
        },
        cancellationToken);

    public Task<StoreHolder?> RenewAsync(CancellationToken cancellationToken) => WithinTimeAsync(
        async token =>
        {
            if (!_isTaken)
                return null;
            try
            {
                await _lease.RenewAsync(cancellationToken: token);
                return null;
            }
            catch (RequestFailedException ended) when (ended.Status is 404 or 409 or 412)
            {
                return await TakeAgainAsync(token);
            }
        },
        cancellationToken);

    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (!_isTaken)
            return;
        _isTaken = false;
        // The others have it still; after the last of them it ends by itself.
        if (_isShared)
            return;
        await WithinTimeAsync<bool>(
            async token =>
            {
                try
                {
                    await _lease.ReleaseAsync(cancellationToken: token);
                }
                catch (RequestFailedException ended) when (ended.Status is 404 or 409 or 412)
                {
                    // It was not this one's any more.
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>A lease that was not released ends by itself.</summary>
    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await ReleaseAsync(CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            // It ends by itself.
        }
    }

    /// <summary>The lease ended, or was ended, or the blob is gone: it is taken again, unless somebody else was there meanwhile.</summary>
    private async Task<StoreHolder?> TakeAgainAsync(CancellationToken token)
    {
        await MakeAsync(token);
        if (!await AcquireAsync(token))
            return await HolderAsync(token) ?? StoreHolder.Unknown;
        if (await HolderAsync(token) is { } last && last.Claim != _self.Claim)
        {
            // What he changed, this silo does not know.
            await _lease.ReleaseAsync(cancellationToken: token);
            return last;
        }

        await SayWhoAsync(token);
        return null;
    }

    private async Task<bool> AcquireAsync(CancellationToken token)
    {
        try
        {
            await _lease.AcquireAsync(_length, cancellationToken: token);
            return true;
        }
        catch (RequestFailedException held) when (held.Status == 409)
        {
            return false;
        }
    }

    private async Task MakeAsync(CancellationToken token)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: token);
        try
        {
            if (!await _blob.ExistsAsync(token))
                await _blob.UploadAsync(BinaryData.Empty, new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, token);
        }
        catch (RequestFailedException made) when (made.Status is 409 or 412)
        {
            // Somebody else made it.
        }
    }

    private async Task SayWhoAsync(CancellationToken token) =>
        await _blob.UploadAsync(BinaryData.FromString(_self.ToJson()), new BlobUploadOptions { Conditions = new() { LeaseId = _lease.LeaseId } }, token);

    private async Task<StoreHolder?> HolderAsync(CancellationToken token) =>
        StoreHolder.Parse((await _blob.DownloadContentAsync(token)).Value.Content.ToString());

    private async Task<T> WithinTimeAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await operation(limit.Token);
        }
        catch (Exception failure) when (BlobFailures.IsOfTheStore(failure))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw BlobFailures.Unavailable($"The {Store}", failure);
        }
    }
}
