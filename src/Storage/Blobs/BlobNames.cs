using System.Security.Cryptography;
using System.Text;

namespace Mote.Storage.Blobs;

/// <summary>Names of blobs. Different addresses have different names, and every name is legal: at most 1024 characters, no empty, '.' or '..' segment, no dot or slash at the end.</summary>
internal static class BlobNames
{
    private const int LongestPart = 240;
    private const int KeptOfLongPart = 160;

    public static string Of(BlobNaming naming, string serviceId, StateAddress address) => naming switch
    {
        BlobNaming.Official => $"{address.StateName}-{address.GrainId}.json",
        _ => string.Join('/',
            Escape(Encoding.UTF8.GetBytes(serviceId)),
            Escape(Encoding.UTF8.GetBytes(address.StateName)),
            Escape(address.GrainId.Type.AsSpan()),
            Escape(address.GrainId.Key.AsSpan())),
    };

    /// <summary>The blob the readiness probe writes; no state is called '~probe', because '~' is always followed by two capital hexadecimal digits, '-' or 'h'.</summary>
    public static string OfProbe(string serviceId) => $"{Escape(Encoding.UTF8.GetBytes(serviceId))}/~probe";

    /// <summary>The blob whose lease is the claim on the store: on a service's part of a container, or where no name says the service, on all of it.</summary>
    public static string OfClaim(BlobNaming naming, string serviceId) => naming switch
    {
        // Every official name ends in '.json'.
        BlobNaming.Official => "~claim",
        _ => $"{Escape(Encoding.UTF8.GetBytes(serviceId))}/~claim",
    };

    /// <summary>Letters, digits, '_', '-' and inner single dots stay; any other byte becomes '~' and two hexadecimal digits; nothing at all becomes '~-'.</summary>
    public static string Escape(ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
            return "~-";
        var escaped = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            var letter = (char)part[i];
            if (char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' || (letter == '.' && i > 0 && i < part.Length - 1))
                escaped.Append(letter);
            else
                escaped.Append('~').Append(part[i].ToString("X2", null));
        }

        // A long part keeps its beginning for people who look and its hash for the name to stay its own.
        return escaped.Length <= LongestPart
            ? escaped.ToString()
            : $"{escaped.ToString(0, KeptOfLongPart)}~h{Convert.ToHexStringLower(SHA256.HashData(part))}";
    }
}
