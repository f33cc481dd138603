using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Mote.Tests;

/// <summary>Everything that is logged, as a file of it would have it. Thread-safe.</summary>
public sealed class SeenLog : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>What was logged: the message, what it is made of, the exception, and what was around it.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Log(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Log(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {state} {Parts(state)}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{category} {logLevel} {eventId} {formatter(state, exception)} {Parts(state)} {exception} {exception?.Message}"));

        private static string Parts(object? state) => state is IEnumerable<KeyValuePair<string, object?>> parts ? string.Join(' ', parts.Select(part => $"{part.Key}={part.Value}")) : "";
    }
}
