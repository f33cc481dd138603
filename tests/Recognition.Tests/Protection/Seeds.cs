using Mote.Recognition.Protection.Keys;

namespace Mote.Recognition.Tests.Protection;

/// <summary>Seeds and master keys that tests can repeat.</summary>
internal static class Seeds
{
    public static byte[] Counting { get; } = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    public static byte[] Of(byte value) => [.. Enumerable.Repeat(value, 32)];

    public static MasterKey Master(int version = 1, byte value = 1) => new(version, Of(value));
}
