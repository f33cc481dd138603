using System.ComponentModel;
using System.Diagnostics;

namespace Mote.Client.Tests.Deployment;

/// <summary>What is given to other programs is what they take. Skipped where a program is not there.</summary>
public sealed class ManifestsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("azure")]
    [InlineData("redis")]
    public async Task Overlay_IsWhole(string overlay)
    {
        var (exit, output) = await Run("kubectl", "kustomize", Path.Combine(Deploy.Folder, "kubernetes", "overlays", overlay));
        Assert.True(exit == 0, output);
        foreach (var kind in new[] { "Namespace", "ServiceAccount", "StatefulSet", "Service", "PodDisruptionBudget", "NetworkPolicy", "ConfigMap" })
            Assert.Contains($"\nkind: {kind}\n", output, StringComparison.Ordinal);
        foreach (var line in new[] { "readOnlyRootFilesystem: true", "runAsNonRoot: true", "allowPrivilegeEscalation: false", "path: /health/ready", "path: /health/live" })
            Assert.Contains(line, output, StringComparison.Ordinal);
        // What opens something is named, and is nowhere in them.
        Assert.DoesNotContain("\nkind: Secret\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_IsWhatSystemdTakes()
    {
        var (_, output) = await Run("systemd-analyze", "verify", "--recursive-errors=no", Path.Combine(Deploy.Folder, "machine", "mote.service"));
        // It is installed nowhere.
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains("Command /opt/mote/current/program/Mote.Silo is not executable", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Prometheus_TakesItsConfiguration()
    {
        var (exit, output) = await Run("promtool", "check", "config", "--syntax-only", Path.Combine(Deploy.Folder, "compose", "prometheus.yml"));
        Assert.True(exit == 0, output);
    }

    [Fact]
    public async Task Scripts_CanBeRead()
    {
        foreach (var script in Deploy.Files(Deploy.Folder).Where(file => Path.GetExtension(file) == ".sh"))
        {
            var (exit, output) = await Run("bash", "-n", script);
            Assert.True(exit == 0, output);
        }
    }

    private static async Task<(int Exit, string Output)> Run(string program, params string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"Needs '{program}' on the PATH.");
            throw;
        }

        using (process)
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(Cancelled), process.StandardError.ReadToEndAsync(Cancelled));
            await process.WaitForExitAsync(Cancelled);
            return (process.ExitCode, string.Concat(said).ReplaceLineEndings("\n"));
        }
    }
}
