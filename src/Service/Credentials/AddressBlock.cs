using System.Net;
using System.Net.Sockets;

namespace Mote.Service.Credentials;

/// <summary>
/// Whoever asks from one place, as far as an address tells: one of IPv4, which of IPv6 is a /64, for each machine there takes
/// as many addresses of it as it likes. An IPv4 address within IPv6 is that of IPv4.
/// </summary>
/// <param name="Network">The addresses; null where the connection has none, such as a local socket's.</param>
internal readonly record struct AddressBlock(IPNetwork? Network)
{
    private const int OneAddress = 32;
    private const int OneNetwork = 64;

    // What is noted for long: whose network it was, and not who in it.
    private const int ShownOfFour = 24;
    private const int ShownOfSix = 48;

    /// <summary>What is noted where there is no address.</summary>
    public const string Local = "local";

    /// <summary>Where an address belongs.</summary>
    public static AddressBlock Of(IPAddress? address) => new(address is null ? null : Cut(address, OneAddress, OneNetwork));

    /// <summary>As much of it as is noted and shown: /24 of IPv4, /48 of IPv6.</summary>
    public string Shown => Network is { } network ? Cut(network.BaseAddress, ShownOfFour, ShownOfSix).ToString() : Local;

    private static IPNetwork Cut(IPAddress address, int four, int six)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? four : six;
        bytes.AsSpan(bits / 8).Clear();
        return new IPNetwork(new IPAddress(bytes), bits);
    }
}
