using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;

namespace Mote.Storage.Records;

/// <summary>
/// Where a grain's state lies: <c>{service}/{state}/{grain}</c>, each part percent-encoded, so that no key can reach
/// another's record and clusters that share a store stay apart.
/// </summary>
internal static class RecordName
{
    // Blob names end at 1,024 characters; three parts and two slashes fit below.
    private const int LongestPart = 300;

    public static string Of(string serviceId, string stateName, GrainId grainId) =>
        $"{Part(serviceId)}/{Part(stateName)}/{Part(grainId.ToString())}";

    private static string Part(string text)
    {
        // A dot at the end of a name is lost in some file systems and addresses.
        var escaped = Uri.EscapeDataString(text).Replace(".", "%2E", StringComparison.Ordinal);
        return escaped.Length <= LongestPart
            ? escaped
            : $"{escaped[..200]}~{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }
}
