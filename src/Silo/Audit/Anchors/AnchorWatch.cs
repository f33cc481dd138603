using System.Collections.Concurrent;
using System.Threading.Channels;
using Mote.Grains.Contracts.Audit;

namespace Mote.Silo.Audit.Anchors;

/// <summary>
/// Notes heads in one place: the first of each chain at once, then after so many entries, or when there was an entry in so
/// many minutes. What cannot be noted is superseded by what comes later. Thread-safe.
/// </summary>
internal sealed class AnchorWatch(IAnchorPlace place, AnchorOptions options, TimeProvider time, Action<string, Exception> failed)
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.SuppressThrowing;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<AuditWriterKey, NotedHead> _newest = new();
    private readonly ConcurrentDictionary<AuditWriterKey, long> _noted = new();
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A head was stored.</summary>
    public void See(NotedHead head)
    {
        _newest[head.Chain] = head;
        if (IsDue(head))
            _due.Writer.TryWrite(true);
    }

    /// <summary>Notes until it is stopped, and then the last.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.EveryMinutes), time);
        var tick = timer.WaitForNextTickAsync(stop).AsTask();
        while (!stop.IsCancellationRequested)
        {
            var due = _due.Reader.WaitToReadAsync(stop).AsTask();
            await Task.WhenAny(due, tick);
            if (stop.IsCancellationRequested)
                break;
            _due.Reader.TryRead(out _);
            var hasTicked = tick.IsCompleted;
            if (hasTicked)
                tick = timer.WaitForNextTickAsync(stop).AsTask();
            if (!await Note(head => hasTicked || IsDue(head), stop))
                await Task.Delay(PauseAfterFailure, time, stop).ConfigureAwait(Quietly);
        }
    }

    /// <summary>Notes whatever is newer than what was noted.</summary>
    public Task<bool> NoteRest(CancellationToken cancellationToken) => Note(_ => true, cancellationToken);

    private bool IsDue(NotedHead head) => !_noted.TryGetValue(head.Chain, out var noted) || head.Sequence - noted >= options.EveryEntries;

    private async Task<bool> Note(Func<NotedHead, bool> isDue, CancellationToken cancellationToken)
    {
        foreach (var head in _newest.Values.Where(head => isDue(head) && _noted.GetValueOrDefault(head.Chain) != head.Sequence))
        {
            try
            {
                await place.Note(head, cancellationToken);
                _noted[head.Chain] = head.Sequence;
            }
            catch (IOException failure)
            {
                failed(place.Name, failure);
                return false;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return true;
    }
}
