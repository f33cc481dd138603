using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Mote.Tests;

namespace Mote.Silo.Tests.Credentials;

/// <summary>Callers who connect from addresses of this machine that a test chooses.</summary>
internal static class FromAddress
{
    /// <summary>A caller.</summary>
    /// <param name="silo">Whom it calls.</param>
    /// <param name="from">From which loopback address.</param>
    /// <param name="key">With which key; null for none.</param>
    /// <param name="says">What it says in X-Forwarded-For; null for nothing.</param>
    public static HttpClient Caller(TestSilo silo, string from, string? key, string? says = null)
    {
        var address = IPAddress.Parse(from);
        var to = silo.App.Urls.Select(url => new Uri(url)).First(url => IPAddress.Parse(url.Host.Trim('[', ']')).AddressFamily == address.AddressFamily);
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    socket.Bind(new IPEndPoint(address, 0));
                    await socket.ConnectAsync(IPAddress.Parse(to.Host.Trim('[', ']')), to.Port, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        var http = new HttpClient(handler) { BaseAddress = to };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (says is not null)
            http.DefaultRequestHeaders.Add("X-Forwarded-For", says);
        return http;
    }
}
