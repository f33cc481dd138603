using System.Diagnostics;
using Mote.Storage.Claims;

namespace Mote.Storage.Tests.Claims;

/// <summary>Another process that has claimed a database and does nothing with it, until it is killed.</summary>
internal sealed class HoldingProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HoldingProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts it, and returns once the database is its own.</summary>
    public static async Task<HoldingProcess> StartAsync(string database, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(HoldingProcess).Assembly.Location);
        start.ArgumentList.Add("hold-until-killed");
        start.ArgumentList.Add(database);
        var holding = new HoldingProcess(Process.Start(start)!);
        Assert.Equal("mine", await holding._process.StandardOutput.ReadLineAsync(cancellationToken));
        return holding;
    }

    /// <summary>What runs in the other process.</summary>
    public static async Task<int> RunAsync(string database)
    {
        var claim = new SqliteClaim(database, TimeProvider.System);
        Console.Out.WriteLine(await claim.TryTakeAsync(CancellationToken.None) is { } holder ? $"{holder}" : "mine");
        Console.Out.Flush();
        await Task.Delay(Timeout.Infinite);
        GC.KeepAlive(claim);
        return 0;
    }

    /// <summary>SIGKILL: nothing in it gets to say goodbye.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
