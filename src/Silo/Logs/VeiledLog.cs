namespace Mote.Silo.Logs;

/// <summary>A log that names nobody, and leaves out what is told elsewhere.</summary>
internal sealed class VeiledLog(ILogger log, string category, VeiledLogs all) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(new VeiledState(state));

    public bool IsEnabled(LogLevel logLevel) => !all.IsQuiet && log.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel) || LogRules.IsToldElsewhere(category, eventId.Id))
            return;
        var text = LogVeil.Over(formatter(state, exception));
        if (!LogRules.IsOfRehearsal(logLevel, text))
            log.Log(logLevel, eventId, new VeiledState(state, text), exception is null ? null : new VeiledException(exception), static (veiled, _) => veiled.ToString());
    }
}
