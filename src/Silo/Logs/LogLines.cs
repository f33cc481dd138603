using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Mote.Silo.Logs;

/// <summary>The log of a silo on its console: every line begins with the time, by UTC, and says of what kind it is.</summary>
internal sealed class LogLines(TimeProvider time) : ConsoleFormatter(FormatName)
{
    /// <summary>What <c>Logging:Console:FormatterName</c> calls it.</summary>
    public const string FormatName = "mote";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        var head = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Word(logEntry.LogLevel)} ");
        Write(textWriter, $"{head}{logEntry.Category}[{logEntry.EventId.Id}] ", head + "  ", logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } failure)
            Write(textWriter, head + "  ", head + "  ", failure.ToString());
    }

    // A text of several lines would leave some without a time.
    private static void Write(TextWriter writer, string first, string further, string text)
    {
        var head = first;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            writer.Write(head);
            writer.Write(line);
            writer.Write(Environment.NewLine);
            head = further;
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        LogLevel.Debug => "dbug",
        _ => "trce",
    };
}
