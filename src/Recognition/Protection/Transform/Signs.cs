using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Mote.Recognition.Protection.Transform;

/// <summary>A random sign for each place: the bit that negates a value, or 0.</summary>
internal readonly struct Signs
{
    private const uint SignBit = 0x8000_0000;

    private readonly uint[] _bits;

    private Signs(uint[] bits) => _bits = bits;

    public ReadOnlySpan<uint> Bits => _bits;

    /// <summary>Eight to a byte, from its lowest bit.</summary>
    public static Signs Draw(CounterStream stream, int count)
    {
        var bits = new uint[count];
        byte drawn = 0;
        for (var i = 0; i < count; i++, drawn >>= 1)
        {
            if (i % 8 == 0)
                drawn = stream.NextByte();
            bits[i] = (drawn & 1) == 0 ? 0 : SignBit;
        }

        return new Signs(bits);
    }

    /// <summary>Negates the values whose sign says so.</summary>
    public void Flip(Span<float> values)
    {
        var bits = MemoryMarshal.Cast<float, uint>(values);
        TensorPrimitives.Xor(bits, _bits, bits);
    }
}
