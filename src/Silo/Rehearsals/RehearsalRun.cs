using Mote.Silo.Starts;

namespace Mote.Silo.Rehearsals;

/// <summary>
/// Rehearses once the silo listens, and again until it succeeds: a silo whose store does not answer starts, is not ready,
/// and has rehearsed by the time it is.
/// </summary>
internal sealed partial class RehearsalRun(Rehearsal rehearsal, Announcement announcement, ILogger<RehearsalRun> log) : IHostedLifecycleService, IDisposable
{
    // What a start waits for it; beyond that it goes on beside the silo.
    private static readonly TimeSpan StartWaits = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;
    private volatile string? _fault = "the silo has not verified anybody yet";

    /// <summary>Why the silo is not ready; null once it has rehearsed.</summary>
    public string? Fault => _fault;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        _run = Run();
        await Task.WhenAny(_run, Task.Delay(StartWaits, cancellationToken));
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();

    private async Task Run()
    {
        while (_fault is not null && !_stop.IsCancellationRequested)
        {
            try
            {
                using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                patience.CancelAfter(Longest);
                await rehearsal.Perform(patience.Token);
                await announcement.Tell(patience.Token);
                _fault = null;
            }
            catch (Exception failure)
            {
                if (_stop.IsCancellationRequested)
                    return;
                LogFailed(failure);
                _fault = "a verification of the silo's own has failed; its log says why";
                await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The silo is not ready: a verification of its own has failed, and is tried again")]
    private partial void LogFailed(Exception failure);
}
