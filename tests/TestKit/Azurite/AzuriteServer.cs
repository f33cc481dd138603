using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mote.Tests;

/// <summary>A real store of blobs, or of tables, for tests: Azurite in a process of its own, on loopback, with its data in a folder of its own. Skips the running test where Node.js or npm is missing.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    // Azurite's own well-known development account; it protects nothing.
    private const string Account = "devstoreaccount1";
    private const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly string _program;
    private readonly string _service;
    private Process? _process;

    private AzuriteServer(string program, string service, string folder, int port)
    {
        (_program, _service) = (program, service);
        Folder = folder;
        Port = port;
    }

    /// <summary>The port on 127.0.0.1; it stays the same over restarts.</summary>
    public int Port { get; }

    /// <summary>Where the data lies; it outlives <see cref="KillAsync"/> and goes at the end.</summary>
    public string Folder { get; }

    /// <summary>What a client needs.</summary>
    public string ConnectionString => At(Port);

    /// <summary>What a client needs that comes by another port.</summary>
    public string At(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};{(_service == "table" ? "TableEndpoint" : "BlobEndpoint")}=http://127.0.0.1:{port}/{Account};";

    /// <summary>Installs Azurite if this checkout has not yet, starts its blobs on a free port and waits until they listen.</summary>
    public static Task<AzuriteServer> StartAsync(CancellationToken cancellationToken = default) => StartAsync("blob", cancellationToken);

    /// <summary>The same with its tables.</summary>
    public static Task<AzuriteServer> StartTablesAsync(CancellationToken cancellationToken = default) => StartAsync("table", cancellationToken);

    private static async Task<AzuriteServer> StartAsync(string service, CancellationToken cancellationToken)
    {
        var program = await NpmPrograms.Find("Azurite", $"azurite-{service}", cancellationToken);
        var server = new AzuriteServer(program, service, Directory.CreateTempSubdirectory("mote-azurite-").FullName, OwnPort.Take());
        try
        {
            await server.RestartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>, on the same folder and port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        if (_process is not null)
            throw new InvalidOperationException("Azurite already runs.");
        _process = Start(_program,
            ["--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", Folder, $"--{_service}Host", "127.0.0.1", $"--{_service}Port", $"{Port}"]);
        var output = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(cancellationToken), _process.StandardError.ReadToEndAsync(cancellationToken));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (!await ListensAsync(limit.Token))
        {
            if (_process.HasExited)
            {
                _process = null;
                throw new InvalidOperationException($"Azurite ended at start: {string.Join(' ', await output)}");
            }

            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    /// <remarks>Azurite itself saves its index only every few seconds: what it acknowledged since is lost with it. <see cref="WaitUntilSavedAsync"/> waits for that.</remarks>
    public async Task KillAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Waits until Azurite's index on disk names this blob.</summary>
    public async Task WaitUntilSavedAsync(string blobName, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        var index = Path.Combine(Folder, "__azurite_db_blob__.json");
        while (!File.Exists(index) || !(await File.ReadAllTextAsync(index, limit.Token)).Contains($"\"{blobName}\"", StringComparison.Ordinal))
            await Task.Delay(100, limit.Token);
    }

    /// <summary>Ends it and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Starts a program without a shell, its output readable; skips the running test if there is no such program.</summary>
    internal static Process Start(string program, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip(program is "redis-server" or "nginx" ? $"Needs '{program}' on the PATH." : $"Needs '{program}', which is not on this machine: install Node.js 20 with npm.");
            throw;
        }
    }

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
