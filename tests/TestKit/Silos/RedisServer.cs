using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Mote.Tests;

/// <summary>A real Redis in a process of its own, on loopback and with a password. Skips the running test where there is none.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-redis-");
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private Process? _process;

    /// <summary>Where it listens.</summary>
    public int Port { get; } = OwnPort.Take();

    /// <summary>What a client needs.</summary>
    public string ConnectionString => At(Port);

    /// <summary>What a client needs that comes by another port.</summary>
    public string At(int port) => $"127.0.0.1:{port},password={_password},abortConnect=false";

    /// <summary>Starts one and waits until it listens.</summary>
    public static async Task<RedisServer> Start(CancellationToken cancellationToken)
    {
        var server = new RedisServer();
        await server.Restart(cancellationToken);
        return server;
    }

    /// <summary>Starts it again after <see cref="Kill"/>, with what it had stored.</summary>
    public async Task Restart(CancellationToken cancellationToken)
    {
        _process = AzuriteServer.Start("redis-server", ["--bind", "127.0.0.1", "--port", $"{Port}", "--requirepass", _password, "--dir", _folder.FullName, "--appendonly", "yes"]);
        _ = Task.WhenAll(_process.StandardOutput.ReadToEndAsync(cancellationToken), _process.StandardError.ReadToEndAsync(cancellationToken));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (!await Listens(limit.Token))
            await Task.Delay(50, limit.Token);
    }

    /// <summary>Ends it at once, as a crash does.</summary>
    public async Task Kill()
    {
        if (_process is not { } process)
            return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Kill();
        _folder.Delete(recursive: true);
    }

    private async Task<bool> Listens(CancellationToken cancellationToken)
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
