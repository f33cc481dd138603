using System.Net;
using System.Net.Sockets;

namespace Mote.Cli.Tests.Network;

/// <summary>
/// What a program finds that may leave things behind and ask outwards: a home that is empty, and a proxy for whatever goes
/// out, which counts who comes.
/// </summary>
internal sealed class Surroundings : IDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly TcpListener _proxy = new(IPAddress.Loopback, 0);
    private readonly Task _counting;
    private int _connections;

    public Surroundings()
    {
        _proxy.Start();
        _counting = Count();
    }

    /// <summary>Connections that have arrived at the proxy.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The files and folders that are in the home.</summary>
    public IEnumerable<string> Left => Directory.EnumerateFileSystemEntries(_home.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });

    /// <summary>The environment of a program in these surroundings; null takes a variable away.</summary>
    /// <param name="telemetry">What an operator has set of ONNX Runtime's telemetry.</param>
    public IEnumerable<(string Name, string? Value)> Environment(string? telemetry)
    {
        var proxy = $"http://{_proxy.LocalEndpoint}";
        return
        [
            ("HOME", _home.Root), ("DOTNET_CLI_HOME", _home.Root), ("ORT_DISABLE_TELEMETRY", telemetry),
            ("XDG_CACHE_HOME", null), ("XDG_CONFIG_HOME", null), ("XDG_DATA_HOME", null), ("XDG_STATE_HOME", null),
            .. new[] { "http_proxy", "https_proxy", "all_proxy" }.SelectMany(name => new[] { (name, (string?)proxy), (name.ToUpperInvariant(), proxy) }),
            ("no_proxy", null), ("NO_PROXY", null),
        ];
    }

    public void Dispose()
    {
        _proxy.Dispose();
        _counting.Wait();
        _home.Dispose();
    }

    private async Task Count()
    {
        try
        {
            while (true)
            {
                using var caller = await _proxy.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
