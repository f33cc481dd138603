using System.Security.Cryptography;
using System.Text;

namespace Mote.Service.Access;

/// <summary>An API key, while it is made: 256 random bits, in base64 of addresses behind <c>mote_</c>.</summary>
/// <param name="Text">The key, to be shown once.</param>
public sealed record ApiKeySecret(string Text)
{
    /// <summary>What every key that is made here begins with, so that whoever finds one knows what it is.</summary>
    public const string Mark = "mote_";

    private const int Bytes = 32;

    // Of 43 characters: enough to tell keys apart, and of no use to whoever guesses.
    private const int Shown = 4;

    /// <summary>What tells the key from others at sight.</summary>
    public string Prefix => Text[..(Mark.Length + Shown)];

    /// <summary>SHA-256 of the key.</summary>
    public byte[] Sha256 => SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    /// <summary>Draws a key.</summary>
    public static ApiKeySecret Draw() =>
        new($"{Mark}{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}");

    /// <summary>Nothing of the rest.</summary>
    public override string ToString() => $"{Prefix}…";
}
