using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mote.Evaluation.Privacy;

/// <summary>A seed for one thing of many that does not depend on the order they are taken in.</summary>
internal static class StableSeed
{
    public static ulong Of(ulong seed, string name, int realm, int version) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{realm}/{version}/{name}")));
}
