using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Mote.Silo.Rehearsals;

/// <summary>The edge of this silo as a caller meets it: over a connection of its own, with everything that lies behind.</summary>
internal sealed class OwnEdge(IServer server, IConfiguration configuration)
{
    /// <summary>A caller of the edge, with a key; null where the silo listens at nothing that it could reach.</summary>
    public HttpClient? Caller(string key)
    {
        var bound = (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(BindingAddress.Parse).FirstOrDefault(address => !address.IsNamedPipe);
        if (bound is null)
            return null;

        var caller = new HttpClient(Handler(bound)) { BaseAddress = new Uri($"{bound.Scheme}://{Host(bound)}") };
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        // Where only some names are served, as one of them.
        if (configuration["AllowedHosts"]?.Split(';')[0].Trim() is { Length: > 1 } served)
            caller.DefaultRequestHeaders.Host = served.Replace("*", "mote", StringComparison.Ordinal);
        return caller;
    }

    private static SocketsHttpHandler Handler(BindingAddress bound)
    {
#pragma warning disable CA5359 // Whoever answers at an address that this process has bound is this process, whatever name its certificate is for.
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
