using Microsoft.Extensions.Logging.Console;
using Mote.Silo.Hosting;

namespace Mote.Silo.Logs;

/// <summary>What a silo logs, and how it looks.</summary>
internal static class SiloLogs
{
    /// <summary>What its libraries say of their own working, unless the configuration asks for it.</summary>
    public static void Calm(this ILoggingBuilder logging) => logging
        .AddFilter("Orleans", LogLevel.Warning)
        // It takes the time since the machine started for a delay when the silo does.
        .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Polly", LogLevel.Warning)
        .AddFilter("System", LogLevel.Warning);

    /// <summary>Puts the veil before every log, and makes lines of the console's that begin with the time, unless the configuration names another form.</summary>
    public static void AddSiloLogs(this IServiceCollection services)
    {
        services.AddSingleton<ConsoleFormatter, LogLines>();
        services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName ??= LogLines.FormatName);
        services.Decorate<ILoggerFactory>(null, (_, logs) => new VeiledLogs(logs));
    }

    /// <summary>Ends the log of a silo that did not start.</summary>
    public static void BeQuiet(this IServiceProvider services) => (services.GetService<ILoggerFactory>() as VeiledLogs)?.BeQuiet();
}
