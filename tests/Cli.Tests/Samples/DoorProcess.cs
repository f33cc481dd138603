using System.Diagnostics;
using System.Globalization;

namespace Mote.Cli.Tests.Samples;

/// <summary>The sample as it runs at a door: cards go in, answers come out, and beside them it tells the guard what he has to know.</summary>
internal sealed class DoorProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;

    private DoorProcess(Process process) => _process = process;

    public static DoorProcess Start(string program, string address, string key, int deadlineSeconds = 60)
    {
        var start = new ProcessStartInfo("dotnet", [program]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["MOTE_ADDRESS"], start.Environment["MOTE_API_KEY"], start.Environment["MOTE_DOOR"]) = (address, key, "north");
        start.Environment["MOTE_DEADLINE_SECONDS"] = deadlineSeconds.ToString(CultureInfo.InvariantCulture);
        return new(Process.Start(start) ?? throw new InvalidOperationException("The sample did not start."));
    }

    /// <summary>Shows a card to it, and waits for nothing.</summary>
    public async Task Show(string card, string photo)
    {
        await _process.StandardInput.WriteLineAsync($"{card} {photo}");
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>What it answers next.</summary>
    public async Task<string?> Answer()
    {
        using var deadline = new CancellationTokenSource(Patience);
        return await _process.StandardOutput.ReadLineAsync(deadline.Token);
    }

    /// <summary>Shows a card to it, and has its answer.</summary>
    public async Task<string?> Answer(string card, string photo)
    {
        await Show(card, photo);
        return await Answer();
    }

    /// <summary>Waits until it tells the guard something.</summary>
    public async Task Tells(string expected)
    {
        using var deadline = new CancellationTokenSource(Patience);
        List<string> told = [];
        while (await _process.StandardError.ReadLineAsync(deadline.Token) is { } line)
        {
            told.Add(line);
            if (line.Contains(expected, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"It ended without '{expected}': {string.Join('\n', told)}");
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Its input ends.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<int> Ended()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
