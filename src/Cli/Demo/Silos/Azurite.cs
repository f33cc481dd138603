using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Mote.Cli.Output;

namespace Mote.Cli.Demo.Silos;

/// <summary>Azure Storage as it runs on one machine: blobs for the state and a table in which silos find each other, in processes of their own on loopback.</summary>
internal sealed class Azurite : IAsyncDisposable
{
    // The one that is tried with Mote, which runs on Node.js 20.
    private const string Version = "3.35.0";

    // Its own well-known development account; it protects nothing.
    private const string Account = "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<Process> _processes = [];
    private readonly int _blobs = FreePort.Find();
    private readonly int _tables = FreePort.Find();

    /// <summary>What a client of the blobs needs.</summary>
    public string Blobs => $"DefaultEndpointsProtocol=http;{Account};BlobEndpoint=http://127.0.0.1:{_blobs}/devstoreaccount1;";

    /// <summary>What a client of the table needs.</summary>
    public string Tables => $"DefaultEndpointsProtocol=http;{Account};TableEndpoint=http://127.0.0.1:{_tables}/devstoreaccount1;";

    /// <summary>Starts both.</summary>
    /// <param name="programs">Where <c>azurite-blob</c> and <c>azurite-table</c> are; null for those on the PATH, or else for npm's.</param>
    /// <param name="folder">For their data.</param>
    /// <param name="screen">Told what is fetched.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="UsageException">They are nowhere, or do not start.</exception>
    public static async Task<Azurite> Start(string? programs, string folder, Screen screen, CancellationToken stop)
    {
        programs ??= OnThePath() ?? await Fetch(screen, stop);
        var azurite = new Azurite();
        try
        {
            await azurite.Start(programs, "blob", azurite._blobs, folder, stop);
            await azurite.Start(programs, "table", azurite._tables, folder, stop);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    private async Task Start(string programs, string service, int port, string folder, CancellationToken stop)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, service)).FullName;
        var process = Run(
            Path.Combine(programs, Named($"azurite-{service}")),
            ["--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", data, $"--{service}Host", "127.0.0.1", $"--{service}Port", $"{port}"],
            folder);
        _processes.Add(process);
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        var started = Stopwatch.GetTimestamp();
        while (!await Listens(port, stop))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
                throw new UsageException($"Azurite does not start: {(process.HasExited ? string.Join(' ', await said).Trim() : "it does not listen")}");
            await Task.Delay(50, stop);
        }
    }

    private static string? OnThePath() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .FirstOrDefault(folder => File.Exists(Path.Combine(folder, Named("azurite-blob"))));

    /// <summary>Has npm put it into a folder of the user's, once.</summary>
    private static async Task<string> Fetch(Screen screen, CancellationToken stop)
    {
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "mote", $"azurite-{Version}");
        var programs = Path.Combine(folder, "node_modules", ".bin");
        if (File.Exists(Path.Combine(programs, Named("azurite-table"))))
            return programs;
        screen.Say($"Azurite is not on the PATH: npm fetches version {Version} into {folder}, once.");
        Directory.CreateDirectory(folder);
        using var npm = Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--no-update-notifier", $"azurite@{Version}"], folder);
        var said = await Task.WhenAll(npm.StandardOutput.ReadToEndAsync(stop), npm.StandardError.ReadToEndAsync(stop));
        await npm.WaitForExitAsync(stop);
        return npm.ExitCode == 0 ? programs : throw new UsageException($"npm could not fetch Azurite: {string.Join(' ', said).Trim()}");
    }

    private static Process Run(string program, string[] arguments, string folder)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        }
        catch (Win32Exception)
        {
            throw new UsageException($"There is no '{program}': install Node.js 20 with npm, or name the folder of Azurite's programs with --azurite.");
        }
    }

    private static async Task<bool> Listens(int port, CancellationToken stop)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, stop);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Named(string program) => OperatingSystem.IsWindows() ? $"{program}.cmd" : program;
}
