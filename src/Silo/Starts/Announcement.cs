namespace Mote.Silo.Starts;

/// <summary>Says in the log what the silo is, as the last thing before it is ready: what runs for the first time then keeps nobody waiting.</summary>
internal sealed partial class Announcement(IServiceProvider services, ILogger<SiloSelf> log)
{
    /// <summary>Says it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task Tell(CancellationToken cancellationToken)
    {
        if (log.IsEnabled(LogLevel.Information))
            LogReady(await SiloSelf.Of(services, cancellationToken));
    }

    [LoggerMessage(1, LogLevel.Information, "{Silo} Ready")]
    private partial void LogReady(SiloSelf silo);
}
