using System.Net;
using Microsoft.Extensions.Options;

namespace Mote.Silo.Hosting;

/// <summary>Photos, and figures, cross no network in the clear: plain HTTP is served on loopback addresses only.</summary>
internal static class TransportSecurity
{
    /// <summary>Refuses what the configuration says would be bound, before anything is.</summary>
    /// <exception cref="OptionsValidationException">An address would serve plain HTTP beyond this machine, or is none.</exception>
    public static void Require(IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey];
        string[] endpoints = [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()];
        Require([.. Parts(urls), .. endpoints]);
        Require(Parts(configuration["Mote:Telemetry:MetricsAddress"]), "figures");

        // Images of .NET set them. They count where nothing else says where to listen.
        var portsCount = string.IsNullOrEmpty(urls) && (endpoints is [] || configuration[WebHostDefaults.PreferHostingUrlsKey] is not null);
        if (portsCount && Parts(configuration[WebHostDefaults.HttpPortsKey]) is [var port, ..])
        {
            throw Refusal(
                $"The setting {WebHostDefaults.HttpPortsKey} (ASPNETCORE_HTTP_PORTS in the environment) would serve photos without encryption beyond this machine, on port {port} of every address: "
                + "say with 'urls' where to listen, https with a certificate (Kestrel:Certificates:Default:Path and :Password) or http on 127.0.0.1.");
        }
    }

    /// <summary>Refuses addresses of a server, of which none or all are bound yet.</summary>
    /// <param name="addresses">The addresses.</param>
    /// <param name="what">What is served there.</param>
    /// <exception cref="OptionsValidationException">One would serve plain HTTP beyond this machine, or is none.</exception>
    public static void Require(IEnumerable<string> addresses, string what = "photos")
    {
        foreach (var address in addresses)
        {
            if (!IsPrivate(address))
            {
                throw Refusal(
                    $"'{address}' would serve {what} without encryption beyond this machine: use https with a certificate (Kestrel:Certificates:Default:Path and :Password), or http on 127.0.0.1.");
            }
        }
    }

    private static bool IsPrivate(string address)
    {
        var binding = Parsed(address);
        return string.Equals(binding.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)
            || binding.IsUnixPipe
            || binding.IsNamedPipe
            || IsLoopback(binding.Host);
    }

    /// <summary>An address as the server will read it, refused where the server would: before anything else is started.</summary>
    private static BindingAddress Parsed(string address)
    {
        BindingAddress binding;
        try
        {
            binding = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            throw NoAddress(address);
        }

        if (binding.IsUnixPipe || binding.IsNamedPipe)
            return binding;
        // A port that is no number is taken for part of the name.
        if (binding.Port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort || (binding.Host.Contains(':', StringComparison.Ordinal) && !binding.Host.StartsWith('[')))
            throw Refusal($"'{address}' has no port to listen at: ports are {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}, as in 'https://0.0.0.0:443'.");
        if (!string.Equals(binding.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase) && !string.Equals(binding.Scheme, Uri.UriSchemeHttp, StringComparison.OrdinalIgnoreCase))
            throw NoAddress(address);
        return binding.PathBase is ""
            ? binding
            : throw Refusal($"'{address}' has a path, and a silo is at the root of its address: leave out '{binding.PathBase}', and let a proxy take it away where there is one.");
    }

    // "localhost" is bound to loopback addresses, whatever a resolver says of it; any other name is bound to every address.
    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string[] Parts(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static OptionsValidationException NoAddress(string address) => Refusal($"'{address}' is no address to listen at: give one like 'https://0.0.0.0:443', or 'http://127.0.0.1:7270'.");

    private static OptionsValidationException Refusal(string message) => new(nameof(TransportSecurity), typeof(TransportSecurity), [message]);
}
