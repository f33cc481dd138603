using System.Threading.RateLimiting;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains;

/// <summary>
/// Work that keeps a core busy, off the grains' scheduler: so much at once, so much waiting in order of arrival, and a
/// typed refusal beyond that rather than a queue that grows. Thread-safe.
/// </summary>
internal sealed class BoundedWork(int concurrency, int queueLimit, string what) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = concurrency,
        QueueLimit = queueLimit,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>How much is at work and waiting now; nothing once it is disposed, since figures may be asked for a little longer.</summary>
    public WorkLoad Load
    {
        get
        {
            try
            {
                var now = _limiter.GetStatistics()!;
                return new WorkLoad(concurrency - (int)now.CurrentAvailablePermits, concurrency, (int)now.CurrentQueuedCount, queueLimit);
            }
            catch (ObjectDisposedException)
            {
                return new WorkLoad(0, concurrency, 0, queueLimit);
            }
        }
    }

    /// <summary>Waits for a place and runs <paramref name="work"/> on another thread.</summary>
    /// <param name="work">Synchronous, and heeds the token it is given.</param>
    /// <param name="lasting">True for seconds of work: a thread of its own, behind those that answer requests.</param>
    /// <param name="cancellationToken">Gives the place up.</param>
    /// <exception cref="MoteException">The queue is full (<see cref="ProblemCode.Overloaded"/>).</exception>
    public async Task<T> Run<T>(Func<T> work, bool lasting, CancellationToken cancellationToken)
    {
        using var place = await _limiter.AcquireAsync(1, cancellationToken);
        if (!place.IsAcquired)
            throw new MoteException(ProblemCode.Overloaded, $"{what}: {concurrency} at work and {queueLimit} waiting, no more are taken. Try again shortly.");

        return lasting
            ? await Task.Factory.StartNew(() => Behind(work), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : await Task.Run(work, cancellationToken);
    }

    private static T Behind<T>(Func<T> work)
    {
        LowPriority.Enter();
        return work();
    }

    public void Dispose() => _limiter.Dispose();
}
