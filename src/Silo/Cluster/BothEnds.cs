using System.Security.Cryptography;

namespace Mote.Silo.Cluster;

/// <summary>What a silo's certificate is for: a silo calls others, and is called (RFC 5280, section 4.2.1.12).</summary>
internal static class BothEnds
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1", ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    public static OidCollection Usages => [new Oid(ServerAuthentication), new Oid(ClientAuthentication)];
}
