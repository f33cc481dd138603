using System.Diagnostics;
using Mote.Cli.Output;

namespace Mote.Cli.Tests.Network;

/// <summary>The whole of Mote runs where there is no network but the machine's own loopback.</summary>
public sealed class NoRouteTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_WithoutARoute_Passes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs network namespaces, which are Linux's.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root, who alone may make a network namespace.");
        var (canSeparate, reason) = await Alone("true");
        Assert.SkipUnless(canSeparate == 0, $"Needs a network namespace, which cannot be made here: {reason}");
        Assert.Equal("", (await Alone("ip", "route", "show")).Output.Trim());

        var (exitCode, output) = await Alone("dotnet", MoteProcess.Program, "demo", "--people", "2", "--strangers", "2", "--report", _folder["demo.html"]);

        Assert.True(exitCode == ExitCode.Done, output);
        Assert.True(File.Exists(_folder["demo.html"]));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs a command in a namespace that holds loopback alone and is gone after it.</summary>
    private async Task<(int ExitCode, string Output)> Alone(params string[] command)
    {
        var start = new ProcessStartInfo("unshare", ["--net", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh", .. command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = _folder.Root;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("unshare did not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancelled), process.StandardError.ReadToEndAsync(Cancelled));
        try
        {
            await process.WaitForExitAsync(Cancelled).WaitAsync(Patience, Cancelled);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output + await errors);
    }
}
