namespace Mote.Silo.Logs;

/// <summary>Makes every log of a silo one that names nobody, wherever it is written to and whoever writes it. Thread-safe.</summary>
internal sealed class VeiledLogs(ILoggerFactory logs) : ILoggerFactory
{
    private volatile bool _isQuiet;

    /// <summary>Whether nothing is logged any more.</summary>
    public bool IsQuiet => _isQuiet;

    /// <summary>Logs nothing more: a silo that did not start says why in one line, and not what everything in it says when it is taken apart.</summary>
    public void BeQuiet() => _isQuiet = true;

    public ILogger CreateLogger(string categoryName) => new VeiledLog(logs.CreateLogger(categoryName), categoryName, this);

    public void AddProvider(ILoggerProvider provider) => logs.AddProvider(provider);

    // What it stands before is the container's to dispose of.
    public void Dispose()
    {
    }
}
