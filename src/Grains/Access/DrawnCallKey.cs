using System.Security.Cryptography;

namespace Mote.Grains.Access;

/// <summary>The one key of a silo that stands alone: drawn when the process starts, and nowhere else. Thread-safe.</summary>
internal sealed class DrawnCallKey : ICallKeys
{
    private const int Version = 1;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    public (int Version, byte[] Key) Current => (Version, _key);

    public byte[]? Find(int version) => version == Version ? _key : null;
}
