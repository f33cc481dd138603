using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Mote.Service.Credentials;

namespace Mote.Silo.Hosting;

/// <summary>Whose address a request has, and where it was sent to: what the connection says, or proxies that the configuration trusts, and nobody else.</summary>
internal static class ForwardedAddresses
{
    // By which the framework trusts everybody.
    private const string TrustEverybody = "ForwardedHeaders_Enabled";

    /// <summary>Refuses to believe everybody.</summary>
    /// <exception cref="OptionsValidationException">The configuration says so.</exception>
    public static void Require(IConfiguration configuration)
    {
        if (string.Equals(configuration[TrustEverybody], "true", StringComparison.OrdinalIgnoreCase))
        {
            throw new OptionsValidationException(nameof(ForwardedAddresses), typeof(ForwardedAddresses),
            [
                $"The setting {TrustEverybody} (ASPNETCORE_FORWARDEDHEADERS_ENABLED in the environment) would let whoever asks say which address he has: remove it, and name your proxies in Mote:Edge:TrustedProxies.",
            ]);
        }
    }

    /// <summary>Belongs before everything that asks for the address.</summary>
    public static void UseForwardedAddresses(this WebApplication app)
    {
        // Not the options, which are validated when the silo starts: what is none is refused then.
        if (app.Configuration.GetSection("Mote:Edge").Get<EdgeOptions>()?.Proxies.ToArray() is not { Length: > 0 } proxies)
            return;
        // As many of them in a row as there are, each of them known.
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedPrefix, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            forwarded.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(forwarded);
    }
}
