using System.Diagnostics;

[assembly: AssemblyFixture(typeof(Mote.Cli.Tests.Samples.BuiltDoor))]

namespace Mote.Cli.Tests.Samples;

/// <summary>The sample as an integrator has it: copied out of the repository, and built against packages that were packed into a folder, when a test first asks.</summary>
public sealed class BuiltDoor : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    // Of its own, so that no cache of packages gives what was packed another day.
    private readonly string _version = $"0.2.0-test-{Guid.NewGuid():N}";
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<string>> _program;

    public BuiltDoor() => _program = new(Build);

    /// <summary>Where the packages are.</summary>
    public string Packages => Path.Combine(Door, "packages");

    private string Door => _folder["door"];

    private static string Repository => (string)AppContext.GetData("Mote.Repository")!;

    // What was restored for the house: everything that the sample needs beside our packages is there.
    private static string House => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>Its program, for <c>dotnet</c>.</summary>
    public Task<string> Program() => _program.Value;

    public void Dispose() => _folder.Dispose();

    /// <summary>Packs into a folder.</summary>
    public static Task<(int ExitCode, string Said)> Pack(string folder, params string[] arguments) =>
        Run("bash", [Path.Combine(Repository, "eng", "pack.sh"), folder, .. arguments], null);

    private async Task<string> Build()
    {
        var sample = Path.Combine(Repository, "samples", "DoorController");
        Directory.CreateDirectory(Door);
        foreach (var file in Directory.EnumerateFiles(sample))
            File.Copy(file, Path.Combine(Door, Path.GetFileName(file)));
        Succeeded(await Pack(Packages, $"-p:Version={_version}"));
        Succeeded(await Run("dotnet", ["build", Door, "-c", "Release", $"-p:MoteVersion={_version}", $"-p:RestoreFallbackFolders={House}", "-p:NuGetAudit=false", "--nologo"], _folder["cache"]));
        return Path.Combine(Door, "bin", "Release", "net10.0", "DoorController.dll");
    }

    private static void Succeeded((int ExitCode, string Said) ended) => Assert.True(ended.ExitCode == 0, ended.Said);

    private static async Task<(int ExitCode, string Said)> Run(string program, string[] arguments, string? packages)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Nobody stays behind who would hold what it says open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        using var deadline = new CancellationTokenSource(Patience);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        var output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, output + await errors);
    }
}
