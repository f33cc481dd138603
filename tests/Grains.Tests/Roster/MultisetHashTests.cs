using System.Numerics;
using System.Security.Cryptography;
using Mote.Grains.Roster;

namespace Mote.Grains.Tests.Roster;

public sealed class MultisetHashTests
{
    private static readonly BigInteger Modulus = BigInteger.One << 256;

    [Fact]
    public void PlusAndMinus_RandomAndExtreme_AreThoseOfIntegersModulo2To256()
    {
        byte[][] elements = [MultisetHash.Empty, Filled(0xFF), One(), .. Enumerable.Range(0, 50).Select(_ => RandomNumberGenerator.GetBytes(MultisetHash.Bytes))];
        foreach (var a in elements)
        {
            foreach (var b in elements)
            {
                Assert.Equal((Number(a) + Number(b)) % Modulus, Number(MultisetHash.Plus(a, b)));
                Assert.Equal((Number(a) - Number(b) + Modulus) % Modulus, Number(MultisetHash.Minus(a, b)));
            }
        }
    }

    [Fact]
    public void Sum_InWhateverOrder_IsTheSameAndEveryElementIsInIt()
    {
        var elements = Enumerable.Range(0, 20).Select(_ => RandomNumberGenerator.GetBytes(MultisetHash.Bytes)).ToArray();
        var sum = Sum(elements);
        Assert.Equal(sum, Sum(elements.Reverse()));
        for (var left = 0; left < elements.Length; left++)
        {
            Assert.NotEqual(sum, Sum(elements.Where((_, i) => i != left)));
            Assert.Equal(sum, MultisetHash.Plus(Sum(elements.Where((_, i) => i != left)), elements[left]));
        }
    }

    private static byte[] Sum(IEnumerable<byte[]> elements) => elements.Aggregate(MultisetHash.Empty, (sum, element) => MultisetHash.Plus(sum, element));

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true);

    private static byte[] Filled(byte value) => [.. Enumerable.Repeat(value, MultisetHash.Bytes)];

    private static byte[] One() => [1, .. new byte[MultisetHash.Bytes - 1]];
}
