using System.Diagnostics;

namespace Mote.Cluster.Tests;

/// <summary>A user of this machine who owns nothing, and in whose name root may start processes.</summary>
internal static class OtherUser
{
    // Linux's "nobody".
    private const string Id = "65534";

    /// <summary>Runs this program as that user. Skips the running test where it cannot be.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string[] arguments, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs setpriv, which is Linux's.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Needs root, who alone may start a process as another user.");
        var program = typeof(OtherUser).Assembly.Location;
        var (readable, _) = await Start(["test", "-r", program], cancellationToken);
        Assert.SkipUnless(readable == 0, $"Needs '{program}' where another user may read it.");
        return await Start(["dotnet", program, .. arguments], cancellationToken);
    }

    private static async Task<(int ExitCode, string Output)> Start(string[] command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("setpriv", ["--reuid", Id, "--regid", Id, "--clear-groups", .. command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // What a user's own files would hold, and this one has none.
        (start.Environment["HOME"], start.Environment["DOTNET_CLI_HOME"]) = ("/nonexistent", "/nonexistent");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process of the other user did not start.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, await output + await errors);
    }
}
