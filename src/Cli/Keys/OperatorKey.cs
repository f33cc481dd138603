using Mote.Service.Access;

namespace Mote.Cli.Keys;

/// <summary>The API key of a silo's operator: what the silo knows of it, and the key itself while it is new.</summary>
/// <param name="Sha256">The hash.</param>
/// <param name="Secret">The key, to be shown once; null if it was shown before.</param>
internal sealed record OperatorKey(string Sha256, string? Secret)
{
    public static OperatorKey Generate()
    {
        var key = ApiKeySecret.Draw();
        return new OperatorKey(Convert.ToHexStringLower(key.Sha256), key.Text);
    }
}
