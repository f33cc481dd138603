using System.Security.Cryptography;
using System.Text;
using Mote.Abstractions.Access;

namespace Mote.Grains.Access;

/// <summary>
/// Signs who asks, for one call of one method of one grain, and reads it back: a signature fits nothing else, and not for
/// long. The key is drawn when the process starts, and is nowhere else. Thread-safe.
/// </summary>
internal sealed class CallSeal(TimeProvider time)
{
    private const byte Version = 1;
    private const int TagBytes = HMACSHA256.HashSizeInBytes;

    // A call waits in queues, never as long as this.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(TagBytes);

    /// <summary>Signs.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="target">The grain that is asked.</param>
    /// <param name="method">Its method.</param>
    public byte[] Sign(Caller caller, GrainId target, string method)
    {
        using var signed = new MemoryStream();
        using (var to = new BinaryWriter(signed, Encoding.UTF8, leaveOpen: true))
        {
            to.Write(Version);
            to.Write(time.GetTimestamp());
            to.Write(caller.Name);
            to.Write(caller.Realm);
            to.Write(caller.Scopes.Bits);
            to.Write(caller.Expires?.UtcTicks ?? 0);
            Write(to, caller.Door);
            Write(to, caller.Purpose);
        }

        signed.Write(Tag(signed.GetBuffer().AsSpan(0, (int)signed.Length), target, method));
        return signed.ToArray();
    }

    /// <summary>Who asks; null where that is not signed here, or not for this, or no longer.</summary>
    /// <param name="signed">What came with the call.</param>
    /// <param name="target">The grain that is asked.</param>
    /// <param name="method">Its method.</param>
    public Caller? Read(byte[]? signed, GrainId target, string method)
    {
        if (signed is null || signed.Length <= TagBytes)
            return null;
        var content = signed.AsSpan(0, signed.Length - TagBytes);
        if (!CryptographicOperations.FixedTimeEquals(signed.AsSpan(content.Length), Tag(content, target, method)))
            return null;

        // What is signed here was written here.
        using var from = new BinaryReader(new MemoryStream(signed, 0, content.Length), Encoding.UTF8);
        // By the clock that nobody sets: a call under way must outlive a correction of the other.
        if (from.ReadByte() != Version || time.GetElapsedTime(from.ReadInt64()) > Lifetime)
            return null;
        var caller = new Caller(from.ReadString(), from.ReadString(), new ScopeSet(from.ReadUInt64()));
        var expires = from.ReadInt64();
        if (expires != 0 && expires <= time.GetUtcNow().UtcTicks)
            return null;
        return caller with { Expires = expires == 0 ? null : new DateTimeOffset(expires, TimeSpan.Zero), Door = ReadText(from), Purpose = ReadText(from) };
    }

    private byte[] Tag(ReadOnlySpan<byte> content, GrainId target, string method)
    {
        using var tag = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        tag.AppendData(content);
        tag.AppendData(target.Type.AsSpan());
        tag.AppendData([0]);
        tag.AppendData(target.Key.AsSpan());
        tag.AppendData([0]);
        tag.AppendData(Encoding.UTF8.GetBytes(method));
        return tag.GetHashAndReset();
    }

    private static void Write(BinaryWriter to, string? text)
    {
        to.Write(text is not null);
        to.Write(text ?? "");
    }

    private static string? ReadText(BinaryReader from) => (from.ReadBoolean(), from.ReadString()) is (true, var text) ? text : null;
}
