using System.Buffers;
using System.Security.Cryptography;
using Mote.Grains.Contracts.Access;

namespace Mote.Grains.Access;

/// <summary>
/// Signs who asks, for one call of one method of one grain, and reads it back: a signature fits nothing else, and not for
/// long. The key is drawn when the process starts, and is nowhere else. Thread-safe.
/// </summary>
internal sealed class CallSeal(TimeProvider time)
{
    private const int TagBytes = HMACSHA256.HashSizeInBytes;

    // A call waits in queues, never as long as this.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(TagBytes);

    /// <summary>Signs.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="target">The grain that is asked.</param>
    /// <param name="method">Its method, as <see cref="CallTarget.Name"/> has it.</param>
    public byte[] Sign(Caller caller, GrainId target, byte[] method)
    {
        var signed = new byte[CallerBytes.LengthOf(caller) + TagBytes];
        CallerBytes.Write(caller, time.GetTimestamp(), signed);
        Tag(signed.AsSpan(0, signed.Length - TagBytes), target, method, signed.AsSpan(signed.Length - TagBytes));
        return signed;
    }

    /// <summary>Who asks; null where that is not signed here, or not for this, or no longer.</summary>
    /// <param name="signed">What came with the call.</param>
    /// <param name="target">The grain that is asked.</param>
    /// <param name="method">Its method, as <see cref="CallTarget.Name"/> has it.</param>
    public Caller? Read(byte[]? signed, GrainId target, byte[] method)
    {
        if (signed is null || signed.Length <= TagBytes)
            return null;
        var content = signed.AsSpan(0, signed.Length - TagBytes);
        Span<byte> tag = stackalloc byte[TagBytes];
        Tag(content, target, method, tag);
        if (!CryptographicOperations.FixedTimeEquals(signed.AsSpan(content.Length), tag))
            return null;

        // What is signed here was written here.
        var (caller, signedAt) = CallerBytes.Read(content);
        // By the clock that nobody sets: a call under way must outlive a correction of the other.
        return time.GetElapsedTime(signedAt) > Lifetime || caller.Expires <= time.GetUtcNow() ? null : caller;
    }

    /// <summary>Over what is signed, the grain's type and key and the method, each with its length before it.</summary>
    private void Tag(ReadOnlySpan<byte> content, GrainId target, byte[] method, Span<byte> tag)
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
        HMACSHA256.HashData(_key, rented.AsSpan(0, length), tag);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void Append(ReadOnlySpan<byte> part, ref Span<byte> to)
    {
        BitConverter.TryWriteBytes(to, part.Length);
        part.CopyTo(to[sizeof(int)..]);
        to = to[(sizeof(int) + part.Length)..];
    }
}
