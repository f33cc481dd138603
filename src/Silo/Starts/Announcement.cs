using Mote.Silo.Rehearsals;

namespace Mote.Silo.Starts;

/// <summary>Says in the log what the silo is, once it has started. Nobody waits for it.</summary>
internal sealed partial class Announcement(IServiceProvider services, RehearsalRun rehearsal, ILogger<SiloSelf> log) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _telling = Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (log.IsEnabled(LogLevel.Information))
            _telling = Tell();
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _telling.WaitAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();

    private async Task Tell()
    {
        try
        {
            var self = await SiloSelf.Of(services, _stop.Token);
            if (rehearsal.Fault is { } fault)
                LogStarted(self, fault);
            else
                LogReady(self);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Silo} Ready")]
    private partial void LogReady(SiloSelf silo);

    [LoggerMessage(2, LogLevel.Information, "{Silo} Not ready yet: {Fault}")]
    private partial void LogStarted(SiloSelf silo, string fault);
}
