using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Mote.Tests;

/// <summary>
/// A real Azurite blob service on a free loopback port, on a folder of its own, that can be stopped and started again.
/// It is installed by npm from the lock file beside this one; without Node.js the test is skipped.
/// </summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    // The account that every Azurite has, published in its documentation.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-azurite-");
    private readonly int _port = FreePort();
    private Process? _process;

    private AzuriteServer()
    {
    }

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{_port}/{Account};";

    public static async Task<AzuriteServer> StartAsync(CancellationToken cancellationToken)
    {
        await Install(cancellationToken);
        var server = new AzuriteServer();
        await server.RestartAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts the service again, on the same folder and port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node",
        [
            Path.Combine(Folder, "node_modules", "azurite", "dist", "src", "blob", "main.js"),
            "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--location", _folder.FullName,
            "--blobHost", "127.0.0.1", "--blobPort", _port.ToString(CultureInfo.InvariantCulture),
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await Listens())
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"Azurite ended: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>
    /// Ends the service, which then saves what it has acknowledged. Azurite keeps its index in memory for some seconds,
    /// so a kill would lose blobs that a real account never loses.
    /// </summary>
    public async Task StopAsync()
    {
        if (_process is null)
            return;
        using (var terminate = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await terminate.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Delete(recursive: true);
    }

    private static string Folder => Path.Combine((string)AppContext.GetData("Mote.Repository")!, "tests", "Azurite");

    /// <summary>Installs what the lock file names, once, though several test processes may ask.</summary>
    private static async Task Install(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(IsThere("node") && IsThere("npm"), "Azurite needs Node.js and npm on the path.");
        using var alone = await Lock(Path.Combine(Folder, ".install.lock"), cancellationToken);
        var done = Path.Combine(Folder, "node_modules", ".package-lock.json");
        if (File.Exists(done) && File.GetLastWriteTimeUtc(done) >= File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
            return;

        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.StandardOutput.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci failed: {await errors}");
    }

    private static async Task<FileStream> Lock(string path, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await tick.WaitForNextTickAsync(cancellationToken);
            }
        }
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private async Task<bool> Listens()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
