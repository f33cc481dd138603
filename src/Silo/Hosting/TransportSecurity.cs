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
        BindingAddress binding;
        try
        {
            binding = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            throw Refusal($"'{address}' is no address to listen at: give one like 'https://0.0.0.0:443', or 'http://127.0.0.1:7270'.");
        }

        return string.Equals(binding.Scheme, Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase)
            || binding.IsUnixPipe
            || binding.IsNamedPipe
            || IsLoopback(binding.Host);
    }

    // "localhost" is bound to loopback addresses, whatever a resolver says of it; any other name is bound to every address.
    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string[] Parts(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static OptionsValidationException Refusal(string message) => new(nameof(TransportSecurity), typeof(TransportSecurity), [message]);
}
