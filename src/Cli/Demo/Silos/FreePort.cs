using System.Net;
using System.Net.Sockets;

namespace Mote.Cli.Demo.Silos;

/// <summary>A port on loopback that nobody listened at a moment ago.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
