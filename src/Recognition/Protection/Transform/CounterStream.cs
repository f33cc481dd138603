using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Mote.Recognition.Protection.Transform;

/// <summary>
/// The keystream of AES-256 in counter mode (NIST SP 800-38A), the counter a big-endian number of 128 bits from 0: the
/// same draws for one seed on every machine, and unforeseeable without it. Not thread-safe.
/// </summary>
internal sealed class CounterStream : IDisposable
{
    public const int SeedBytes = 32;

    private const int BlockBytes = 16;
    private const int Blocks = 64;

    private readonly Aes _aes = Aes.Create();
    private readonly byte[] _stream = new byte[Blocks * BlockBytes];
    private ulong _counter;
    private int _used = Blocks * BlockBytes;

    public CounterStream(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedBytes)
            throw new ArgumentException($"A seed has {SeedBytes} bytes, not {seed.Length}.", nameof(seed));
        _aes.SetKey(seed);
    }

    public byte NextByte()
    {
        if (_used == _stream.Length)
            Refill();
        return _stream[_used++];
    }

    /// <summary>A number from 0 to below <paramref name="bound"/>, each equally likely: what would favour some is drawn again.</summary>
    /// <param name="bound">1 to 65,536.</param>
    public int Below(int bound)
    {
        var fair = (1 << 16) / bound * bound;
        int drawn;
        do
            drawn = NextByte() | (NextByte() << 8);
        while (drawn >= fair);
        return drawn % bound;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_stream);
        _aes.Dispose();
    }

    private void Refill()
    {
        Array.Clear(_stream);
        for (var block = 0; block < Blocks; block++)
            BinaryPrimitives.WriteUInt64BigEndian(_stream.AsSpan(block * BlockBytes + sizeof(ulong)), _counter++);
        _aes.EncryptEcb(_stream, _stream, PaddingMode.None);
        _used = 0;
    }
}
