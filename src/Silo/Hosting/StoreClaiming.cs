using Mote.Storage;
using Mote.Storage.Claims;

namespace Mote.Silo.Hosting;

/// <summary>
/// Takes the store before anything else of the silo starts, keeps it, and gives it back once everything else has stopped.
/// A silo that learns that the store is another's stops; while the store merely does not answer, it goes on.
/// </summary>
internal sealed partial class StoreClaiming(
    IServiceProvider services, IHostApplicationLifetime host, TimeProvider time, ILogger<StoreClaiming> log) : IHostedLifecycleService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private IStoreClaim[] _claims = [];
    private Task _keeping = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Not before the settings are known to be right.
        _claims = [.. services.GetServices<IStoreClaim>()];
        foreach (var claim in _claims)
            await Take(claim, cancellationToken);
        _keeping = Task.WhenAll(_claims.Select(claim => Task.Run(() => Keep(claim, _stop.Token), CancellationToken.None)));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _keeping;
        foreach (var claim in _claims)
        {
            try
            {
                await claim.ReleaseAsync(cancellationToken);
            }
            catch (StorageUnavailableException failure)
            {
                LogKept(failure, claim.Store, claim.HeldAfterDeath);
            }
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task Take(IStoreClaim claim, CancellationToken cancellationToken)
    {
        var (start, isTold) = (time.GetTimestamp(), false);
        while (await claim.TryTakeAsync(cancellationToken) is { } holder)
        {
            if (time.GetElapsedTime(start) >= claim.HeldAfterDeath)
                throw new StoreClaimedException(claim.Store, holder);
            if (!isTold)
                LogWaiting(claim.Store, holder, claim.HeldAfterDeath);
            isTold = true;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task Keep(IStoreClaim claim, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(claim.RenewalPeriod, time);
        var isAway = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                try
                {
                    if (await claim.RenewAsync(stop) is not { } holder)
                    {
                        if (isAway)
                            LogBack(claim.Store);
                        isAway = false;
                        continue;
                    }

                    LogLost(claim.Store, holder);
                    host.EndAsFailed();
                    return;
                }
                catch (StorageUnavailableException failure)
                {
                    LogUnanswered(failure, claim.Store);
                    isAway = true;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The {Store} is held by {Holder}. If that silo is dead, its claim ends within {Limit}; waiting so long.")]
    private partial void LogWaiting(string store, StoreHolder holder, TimeSpan limit);

    [LoggerMessage(2, LogLevel.Critical, "The {Store} is another silo's now: {Holder}. What it changes is not known here, so this silo stops.")]
    private partial void LogLost(string store, StoreHolder holder);

    [LoggerMessage(3, LogLevel.Warning, "Whether the {Store} is still claimed by this silo cannot be told. It goes on with what it knows, and asks again.")]
    private partial void LogUnanswered(Exception failure, string store);

    [LoggerMessage(5, LogLevel.Information, "The {Store} answers again, and is this silo's as before.")]
    private partial void LogBack(string store);

    [LoggerMessage(4, LogLevel.Warning, "The {Store} could not be given back: the next silo may have to wait for {Limit}.")]
    private partial void LogKept(Exception failure, string store, TimeSpan limit);
}
