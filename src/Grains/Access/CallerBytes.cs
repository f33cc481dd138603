using System.Buffers.Binary;
using System.Text;
using Mote.Grains.Contracts.Access;

namespace Mote.Grains.Access;

/// <summary>
/// A caller as bytes, between silos of one cluster: the scopes (8), the expiry in ticks or 0 (8), the rate or 0 (8), and
/// name, realm, door and purpose, each in UTF-8 behind its length (4), which is -1 for none; then how many doors (4), and each
/// likewise; and the id of the attempt (16), nought for none, which silos of before it leave out. What follows is of a later version, and passed over.
/// </summary>
internal static class CallerBytes
{
    private const int None = -1;
    private const int Numbers = 3 * sizeof(long);
    private const int Texts = 4;
    private const int AttemptBytes = 16;

    public static int LengthOf(Caller caller) =>
        Numbers + Texts * sizeof(int) + Bytes(caller.Name) + Bytes(caller.Realm) + Bytes(caller.Door) + Bytes(caller.Purpose)
        + sizeof(int) + caller.Doors.Sum(door => sizeof(int) + Bytes(door)) + AttemptBytes;

    public static void Write(Caller caller, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, caller.Scopes.Bits);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], caller.Expires?.UtcTicks ?? 0);
        BinaryPrimitives.WriteDoubleLittleEndian(to[16..], caller.TargetFalseMatchRate ?? 0);
        to = to[Numbers..];
        Write(caller.Name, ref to);
        Write(caller.Realm, ref to);
        Write(caller.Door, ref to);
        Write(caller.Purpose, ref to);
        BinaryPrimitives.WriteInt32LittleEndian(to, caller.Doors.Count);
        to = to[sizeof(int)..];
        foreach (var door in caller.Doors)
            Write(door, ref to);
        caller.Attempt.GetValueOrDefault().TryWriteBytes(to);
    }

    public static Caller Read(ReadOnlySpan<byte> from)
    {
        var (scopes, expires) = (BinaryPrimitives.ReadUInt64LittleEndian(from), BinaryPrimitives.ReadInt64LittleEndian(from[8..]));
        var rate = BinaryPrimitives.ReadDoubleLittleEndian(from[16..]);
        from = from[Numbers..];
        return new Caller(Read(ref from)!, Read(ref from)!, new ScopeSet(scopes))
        {
            Expires = expires == 0 ? null : new DateTimeOffset(expires, TimeSpan.Zero),
            Door = Read(ref from),
            Purpose = Read(ref from),
            Doors = Doors(ref from),
            TargetFalseMatchRate = rate == 0 ? null : rate,
            Attempt = Attempt(from),
        };
    }

    private static string[] Doors(ref ReadOnlySpan<byte> from)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(from);
        from = from[sizeof(int)..];
        var doors = count == 0 ? [] : new string[count];
        for (var i = 0; i < count; i++)
            doors[i] = Read(ref from)!;
        return doors;
    }

    private static Guid? Attempt(ReadOnlySpan<byte> from) =>
        from.Length >= AttemptBytes && new Guid(from[..AttemptBytes]) is var attempt && attempt != Guid.Empty ? attempt : null;

    private static int Bytes(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);

    private static void Write(string? text, ref Span<byte> to)
    {
        var length = text is null ? None : Encoding.UTF8.GetBytes(text, to[sizeof(int)..]);
        BinaryPrimitives.WriteInt32LittleEndian(to, length);
        to = to[(sizeof(int) + Math.Max(length, 0))..];
    }

    private static string? Read(ref ReadOnlySpan<byte> from)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(from);
        from = from[sizeof(int)..];
        if (length == None)
            return null;
        var text = Encoding.UTF8.GetString(from[..length]);
        from = from[length..];
        return text;
    }
}
