using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Mote.Grains.Contracts.Access;

namespace Mote.Grains.Access;

/// <summary>
/// Signs who asks, for one call of one method of one grain, and reads it back: a signature fits nothing else, and not for
/// long. The bytes: which key (4), which process signed (16), when by its clock (8), the caller, and the tag (32) over all of
/// it, the grain and the method. Thread-safe.
/// </summary>
internal sealed class CallSeal(ICallKeys keys, TimeProvider time)
{
    private const int TagBytes = HMACSHA256.HashSizeInBytes;
    private const int SenderAt = sizeof(int);
    private const int TimeAt = SenderAt + 16;
    private const int HeaderBytes = TimeAt + sizeof(long);

    // A call waits in queues, never as long as this.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly SenderClocks _clocks = new(time);

    /// <summary>Signs.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="target">The grain that is asked.</param>
    /// <param name="method">Its method, as <see cref="CallTarget.Name"/> has it.</param>
    public byte[] Sign(Caller caller, GrainId target, byte[] method)
    {
        var (version, key) = keys.Current;
        var signed = new byte[HeaderBytes + CallerBytes.LengthOf(caller) + TagBytes];
        BinaryPrimitives.WriteInt32LittleEndian(signed, version);
        _clocks.Own.TryWriteBytes(signed.AsSpan(SenderAt));
        BinaryPrimitives.WriteInt64LittleEndian(signed.AsSpan(TimeAt), _clocks.Now.Ticks);
        CallerBytes.Write(caller, signed.AsSpan(HeaderBytes));
        Tag(key, signed.AsSpan(0, signed.Length - TagBytes), target, method, signed.AsSpan(signed.Length - TagBytes));
        return signed;
    }

    /// <summary>Who asks; null where that is not signed here, or not for this, or no longer.</summary>
    /// <param name="signed">What came with the call.</param>
    /// <param name="target">The grain that is asked.</param>
    /// <param name="method">Its method, as <see cref="CallTarget.Name"/> has it.</param>
    public Caller? Read(byte[]? signed, GrainId target, byte[] method)
    {
        if (signed is null || signed.Length <= HeaderBytes + TagBytes || keys.Find(BinaryPrimitives.ReadInt32LittleEndian(signed)) is not { } key)
            return null;
        var content = signed.AsSpan(0, signed.Length - TagBytes);
        Span<byte> tag = stackalloc byte[TagBytes];
        Tag(key, content, target, method, tag);
        if (!CryptographicOperations.FixedTimeEquals(signed.AsSpan(content.Length), tag))
            return null;

        // What is signed was written by a silo of this cluster.
        var caller = CallerBytes.Read(content[HeaderBytes..]);
        // By the clock that nobody sets: a call under way must outlive a correction of the other.
        var age = _clocks.AgeOf(new Guid(content[SenderAt..TimeAt]), TimeSpan.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(content[TimeAt..])));
        return age > Lifetime || caller.Expires <= time.GetUtcNow() ? null : caller;
    }

    /// <summary>Over what is signed, the grain's type and key and the method, each with its length before it.</summary>
    private static void Tag(byte[] callKey, ReadOnlySpan<byte> content, GrainId target, byte[] method, Span<byte> tag)
    {
        var type = target.Type.AsSpan();
        var key = target.Key.AsSpan();
        var length = content.Length + type.Length + key.Length + method.Length + 4 * sizeof(int);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var rest = rented.AsSpan(0, length);
        Append(content, ref rest);
        Append(type, ref rest);
        Append(key, ref rest);
        Append(method, ref rest);
        HMACSHA256.HashData(callKey, rented.AsSpan(0, length), tag);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void Append(ReadOnlySpan<byte> part, ref Span<byte> to)
    {
        BitConverter.TryWriteBytes(to, part.Length);
        part.CopyTo(to[sizeof(int)..]);
        to = to[(sizeof(int) + part.Length)..];
    }
}
