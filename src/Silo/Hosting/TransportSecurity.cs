using System.Net;
using Microsoft.Extensions.Options;

namespace Mote.Silo.Hosting;

/// <summary>Photos cross no network in the clear: plain HTTP is served on loopback addresses only.</summary>
internal static class TransportSecurity
{
    /// <exception cref="OptionsValidationException">An address would serve plain HTTP beyond this machine.</exception>
    public static void Require(IConfiguration configuration)
    {
        var addresses = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>());
        foreach (var address in addresses)
        {
            var binding = BindingAddress.Parse(address);
            if (binding.Scheme == Uri.UriSchemeHttp && !IsLoopback(binding.Host))
            {
                throw new OptionsValidationException(nameof(TransportSecurity), typeof(TransportSecurity),
                [
                    $"'{address}' would serve photos without encryption beyond this machine: use https with a certificate (Kestrel:Certificates:Default:Path and :Password), or http on 127.0.0.1.",
                ]);
            }
        }
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
