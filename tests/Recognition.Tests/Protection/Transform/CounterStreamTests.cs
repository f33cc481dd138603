using Mote.Recognition.Protection.Transform;

namespace Mote.Recognition.Tests.Protection.Transform;

public sealed class CounterStreamTests
{
    /// <summary>From OpenSSL: <c>openssl enc -aes-256-ctr</c> of zeros, key 00 to 1f, counter 0.</summary>
    [Fact]
    public void NextByte_PinnedSeed_IsAesInCounterMode()
    {
        using var stream = new CounterStream(Seeds.Counting);
        Assert.Equal("f29000b62a499fd0a9f39a6add2e7780f05d76ae4ab99fe5a6f69b3148c2363d", Convert.ToHexStringLower([.. Enumerable.Range(0, 32).Select(_ => stream.NextByte())]));
    }

    /// <summary>Three sixths of 65,536 do not divide: without drawing again the first numbers would come a little more often.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(1000)]
    public void Below_ManyDraws_AreEquallyLikely(int bound)
    {
        using var stream = new CounterStream(Seeds.Counting);
        var counts = new int[bound];
        for (var i = 0; i < 400 * bound; i++)
            counts[stream.Below(bound)]++;
        // Chi-squared of bound - 1 degrees: mean bound - 1, deviation sqrt(2 (bound - 1)).
        var chiSquared = counts.Sum(count => (count - 400.0) * (count - 400.0) / 400);
        Assert.InRange(chiSquared, 0, bound - 1 + 4 * Math.Sqrt(2 * bound));
    }

    [Fact]
    public void Below_ADrawThatWouldFavourSome_IsDrawnAgain()
    {
        // 40,000 goes once into 65,536: what is drawn is the stream's next word below it.
        using var stream = new CounterStream(Seeds.Counting);
        using var words = new CounterStream(Seeds.Counting);
        for (var i = 0; i < 100; i++)
        {
            int word;
            do
                word = words.NextByte() | (words.NextByte() << 8);
            while (word >= 40_000);
            Assert.Equal(word, stream.Below(40_000));
        }
    }
}
