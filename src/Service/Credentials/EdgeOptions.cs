using System.ComponentModel.DataAnnotations;
using System.Net;
using Mote.Grains.Contracts.Identities;

namespace Mote.Service.Credentials;

/// <summary>Who stands before the edge, and how often one may be wrong there: section <c>Mote:Edge</c>.</summary>
public sealed class EdgeOptions : IValidatableObject
{
    /// <summary>Proxies, each an address or a network as <c>10.0.0.0/24</c>, whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. None by default: an address is then the connection's.</summary>
    public IList<string> TrustedProxies { get; } = [];

    /// <summary>Credentials of one address, and so many times one and the same, that are refused in a minute by what they are, 1 to 100,000; further ones are refused for being too many. 10 by default.</summary>
    [Range(1, 100_000, ErrorMessage = "Mote:Edge:MostRefused is 1 to 100000.")]
    public int MostRefused { get; set; } = 10;

    /// <summary>For how many seconds a silo that is told to stop goes on answering, and says at <c>/health/ready</c> that it stops, 0 to 20; 0 by default.</summary>
    [Range(0, 20, ErrorMessage = "Mote:Edge:DrainSeconds is 0 to 20.")]
    public double DrainSeconds { get; set; }

    /// <summary>The realm in whose audit trail a credential is noted that is nobody's; that of the first API key unless set.</summary>
    public string? Realm { get; set; }

    /// <summary>The trusted proxies as networks.</summary>
    public IEnumerable<IPNetwork> Proxies => TrustedProxies.Select(Network).OfType<IPNetwork>();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (i, proxy) in TrustedProxies.Index())
        {
            if (Network(proxy) is not { } network)
                yield return new ValidationResult($"Mote:Edge:TrustedProxies:{i} is '{proxy}': give an address, as 10.0.0.5, or a network, as 10.0.0.0/24.");
            else if (network.PrefixLength == 0)
                yield return new ValidationResult($"Mote:Edge:TrustedProxies:{i} is '{proxy}', which is everybody: whoever asks would say which address he has. Name the proxies.");
        }

        if (Realm is not null && !IdentityKey.IsName(Realm))
            yield return new ValidationResult("Mote:Edge:Realm is not 1 to 128 of the characters A-Z a-z 0-9 . _ -, or is '.' or '..'.");
    }

    private static IPNetwork? Network(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) :
        IPNetwork.TryParse(text, out var network) ? network :
        null;
}
