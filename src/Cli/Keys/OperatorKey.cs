using System.Security.Cryptography;
using System.Text;

namespace Mote.Cli.Keys;

/// <summary>The API key of a silo's operator: what the silo knows of it, and the key itself while it is new.</summary>
/// <param name="Sha256">The hash.</param>
/// <param name="Secret">The key, to be shown once; null if it was shown before.</param>
internal sealed record OperatorKey(string Sha256, string? Secret)
{
    private const int Bytes = 32;

    public static OperatorKey Generate()
    {
        var key = $"mote_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";
        return new OperatorKey(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), key);
    }
}
