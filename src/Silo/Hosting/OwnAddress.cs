using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Mote.Silo.Hosting;

/// <summary>Calls a silo of this machine at an address that it has bound.</summary>
internal static class OwnAddress
{
    /// <summary>A caller of that address, as one of the names that are served where only some are.</summary>
    public static HttpClient Caller(BindingAddress bound, IConfiguration configuration)
    {
        var caller = new HttpClient(Handler(bound)) { BaseAddress = new Uri($"{bound.Scheme}://{Host(bound)}") };
        if (configuration["AllowedHosts"]?.Split(';')[0].Trim() is { Length: > 1 } served)
            caller.DefaultRequestHeaders.Host = served.Replace("*", "mote", StringComparison.Ordinal);
        return caller;
    }

    private static SocketsHttpHandler Handler(BindingAddress bound)
    {
#pragma warning disable CA5359 // Whoever answers at an address that this silo has bound is this silo, whatever name its certificate is for.
        var trusting = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, SslOptions = trusting };
        if (bound.IsUnixPipe)
        {
            handler.ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await socket.ConnectAsync(new UnixDomainSocketEndPoint(bound.UnixPipePath), cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            };
        }

        return handler;
    }

    private static string Host(BindingAddress bound)
    {
        if (bound.IsUnixPipe)
            return "localhost";
        if (!IPAddress.TryParse(bound.Host.Trim('[', ']'), out var address))
            return $"{(string.Equals(bound.Host, "localhost", StringComparison.OrdinalIgnoreCase) ? bound.Host : "127.0.0.1")}:{bound.Port}";
        if (address.Equals(IPAddress.Any))
            address = IPAddress.Loopback;
        else if (address.Equals(IPAddress.IPv6Any))
            address = IPAddress.IPv6Loopback;
        return new IPEndPoint(address, bound.Port).ToString();
    }
}
