using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Mote.Silo.Logs;

/// <summary>
/// Takes the names of people out of a line of the log: whoever calls a grain, a record or an address by its name names
/// somebody. In the place of one stands what is drawn for it anew with every start: lines about one person belong together,
/// and say nothing elsewhere.
/// </summary>
internal static partial class LogVeil
{
    private const int ShownBytes = 4;

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    /// <summary>The text without names.</summary>
    public static string Over(string text) =>
        // Nearly every line is of nobody.
        text.Contains("identit", StringComparison.OrdinalIgnoreCase) || text.Contains("people/", StringComparison.OrdinalIgnoreCase)
            ? Addresses().Replace(Grains().Replace(text, Veiled), Veiled)
            : text;

    private static string Veiled(Match named) =>
        $"{named.Groups["before"].Value}~{Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(named.Groups["name"].Value)).AsSpan(0, ShownBytes))}";

    // A grain of a person, and what it is called in a store: identity/REALM/SUBJECT. A full stop behind it ends the sentence.
    [GeneratedRegex("(?<before>identity/[A-Za-z0-9._-]+/)(?<name>[A-Za-z0-9._-]*[A-Za-z0-9_-])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Grains();

    // An address that somebody asked for, whatever he wrote there.
    [GeneratedRegex(@"(?<before>/(?:identities|people)/)(?<name>[^/?#\s""'{}]+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Addresses();
}
