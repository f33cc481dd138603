using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Mote.Reach;

/// <summary>A blob store of its own, on loopback, with its data in a temporary folder.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    // Azurite's own well-known development account; it protects nothing.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _folder;

    private AzuriteProcess(Process process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    private int Port { get; }

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{Port}/{Account};";

    public static async Task<AzuriteProcess> Start(string program)
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("mote-reach-azurite-").FullName, FreePort());
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder };
        foreach (var argument in new[] { "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", folder, "--blobPort", $"{port}" })
            start.ArgumentList.Add(argument);
        var azurite = new AzuriteProcess(Process.Start(start)!, folder, port);
        for (var limit = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return azurite;
            }
            catch (SocketException) when (limit.Elapsed < StartLimit)
            {
                // Not yet.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
