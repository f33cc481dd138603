using System.Diagnostics;
using Mote.Golden.Tests.Silos;
using Mote.Tests;

namespace Mote.Golden.Tests.Making;

/// <summary>A silo in a process of its own, so that it can be killed.</summary>
internal sealed class KilledSilo : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;

    private KilledSilo(Process process, string address) => (_process, Operator) = (process, new MoteCaller(address, Realm.OperatorKey(Realm.Site)));

    public MoteCaller Operator { get; }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<KilledSilo> Start(Dictionary<string, string?> settings, CancellationToken stop)
    {
        var address = $"http://127.0.0.1:{OwnPort.Take()}";
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Silo", configuration, "Mote.Silo.dll"))]);
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["urls"] = address;
        start.Environment["DOTNET_ENVIRONMENT"] = "Demo";
        var silo = new KilledSilo(Process.Start(start)!, address);
        try
        {
            await silo.UntilReady(address, stop);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: nothing in the process gets to say goodbye.</summary>
    public async Task Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _process.Dispose();
        await Operator.DisposeAsync();
    }

    private async Task UntilReady(string address, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), limit.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // It does not listen yet.
            }

            await Task.Delay(50, limit.Token);
        }
    }
}
