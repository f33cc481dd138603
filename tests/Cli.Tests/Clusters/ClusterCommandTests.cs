using System.Diagnostics;
using Mote.Cli.Output;

namespace Mote.Cli.Tests.Clusters;

public sealed class ClusterCommandTests
{
    /// <summary>What is made is what OpenSSL takes for a silo's, at either end of a connection.</summary>
    [Fact]
    public async Task Certificate_OfAnAuthorityOfOnesOwn_IsASilosAtBothEnds()
    {
        using var folder = new TemporaryFolder();
        var authority = folder["authority"];
        var made = await MoteProcess.Run("cluster", "authority", "--folder", authority, "--json");
        Assert.True(made.ExitCode == ExitCode.Done, made.Errors);
        var trusted = made.Json.GetProperty("authority").GetString()!;
        var issued = await MoteProcess.Run("cluster", "certificate", "north", "--folder", authority, "--days", "30", "--json");
        Assert.True(issued.ExitCode == ExitCode.Done, issued.Errors);
        var (certificate, key) = (issued.Json.GetProperty("certificate").GetString()!, issued.Json.GetProperty("key").GetString()!);

        foreach (var purpose in new[] { "sslserver", "sslclient" })
            Assert.Equal(0, await OpenSsl("verify", "-CAfile", trusted, "-purpose", purpose, "-verify_hostname", "mote-silo", certificate));
        Assert.NotEqual(0, await OpenSsl("verify", "-CAfile", trusted, "-verify_hostname", "another", certificate));
        Assert.NotEqual(0, await OpenSsl("verify", "-CAfile", certificate, certificate));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));

        // A second authority in its place would leave every silo outside.
        var again = await MoteProcess.Run("cluster", "authority", "--folder", authority);
        Assert.Equal(ExitCode.Failed, again.ExitCode);
        Assert.Equal(0, await OpenSsl("verify", "-CAfile", trusted, certificate));
    }

    [Theory]
    [InlineData("north gate", "30", "cannot be a silo's name")]
    [InlineData("north", "0", "--days is 1 to 36500")]
    public async Task Certificate_WrongWords_AreSaid(string silo, string days, string why)
    {
        using var folder = new TemporaryFolder();
        var authority = folder["authority"];
        Assert.Equal(ExitCode.Done, (await MoteProcess.Run("cluster", "authority", "--folder", authority)).ExitCode);
        var refused = await MoteProcess.Run("cluster", "certificate", silo, "--folder", authority, "--days", days);
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains(why, refused.Errors, StringComparison.Ordinal);
    }

    private static async Task<int> OpenSsl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
