using System.Diagnostics;
using System.Globalization;
using Mote.Cli.Clusters;
using Mote.Cli.Output;

namespace Mote.Cli.Demo.Silos;

/// <summary>One silo in a process of its own, which can be killed and started again; what it says goes into a file.</summary>
/// <param name="name">What it is called.</param>
/// <param name="log">The file.</param>
/// <param name="settings">Its configuration.</param>
internal sealed class DemoSiloProcess(string name, string log, Dictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _edge = new() { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}")) };
    private Process? _process;
    private Task _writing = Task.CompletedTask;

    public string Name => name;

    /// <summary>Where its edge listens.</summary>
    public Uri Address => _edge.BaseAddress!;

    /// <summary>Starts it, and waits until it is ready.</summary>
    /// <exception cref="UsageException">It ended, or takes too long.</exception>
    public async Task Start(CancellationToken stop)
    {
        var start = SiloCommand.Start();
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var (setting, value) in settings)
            start.Environment[setting.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["URLS"] = Address.AbsoluteUri;
        // Whoever is killed leaves the runtime's pipe for debuggers behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        _process = Process.Start(start)!;
        _writing = Write(_process);
        var started = Stopwatch.GetTimestamp();
        while (!await IsReady(stop))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
                throw new UsageException($"{name} does not start. It said: {string.Join(' ', await Said(stop))}");
            await Task.Delay(50, stop);
        }
    }

    /// <summary>SIGKILL: nothing in it gets to say goodbye.</summary>
    public async Task Kill()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        await _writing;
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _edge.Dispose();
    }

    private async Task<IEnumerable<string>> Said(CancellationToken stop)
    {
        await Kill();
        return (await File.ReadAllLinesAsync(log, stop)).TakeLast(5);
    }

    private async Task Write(Process process)
    {
        await using var file = TextWriter.Synchronized(new StreamWriter(log, append: true) { AutoFlush = true });
        await Task.WhenAll(Copy(process.StandardOutput, file), Copy(process.StandardError, file));
    }

    private static async Task Copy(StreamReader from, TextWriter to)
    {
        while (await from.ReadLineAsync() is { } line)
            await to.WriteLineAsync(line);
    }

    private async Task<bool> IsReady(CancellationToken stop)
    {
        try
        {
            using var answer = await _edge.GetAsync(new Uri("/health/ready", UriKind.Relative), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
