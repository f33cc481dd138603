using System.Buffers.Binary;
using System.IO.Hashing;
using CsCheck;
using Mote.Recognition.Networks;
using Mote.Recognition.Templates;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Templates;

/// <summary>A checksum finds damage, not lies: records whose checksum fits and whose content does not.</summary>
public sealed class ForgedTemplateTests
{
    private const int Checksum = 16;
    private const int Calibration = 8 + 2 * 32;
    private const int Shapes = Calibration + 7 * 8 + 2 * 4;

    [Theory]
    [InlineData(32767, 32768)] // four times the product, biases added, is 2^32: nothing at all in 32 bits.
    [InlineData(65535, 65535)]
    [InlineData(0, 8)]
    [InlineData(16, 0)]
    public void Parse_AbsurdShapes_AreRefusedWithoutTheMemoryTheyAskFor(int inputs, int outputs)
    {
        var bytes = Forged(forged =>
        {
            BinaryPrimitives.WriteUInt16LittleEndian(forged.AsSpan(Shapes), (ushort)inputs);
            BinaryPrimitives.WriteUInt16LittleEndian(forged.AsSpan(Shapes + 2), (ushort)outputs);
        });
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelTemplateFormatException>(() => ModelTemplate.Parse(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Parse_EveryTruncationWithAChecksumThatFits_IsRefused()
    {
        var whole = Made.Template(Recipe.Compact, WeightPrecision.Int8).ToBytes()[..^Checksum];
        for (var length = 0; length < whole.Length; length++)
        {
            var bytes = Sealed([.. whole[..length], .. new byte[Checksum]]);
            Assert.Throws<ModelTemplateFormatException>(() => ModelTemplate.Parse(bytes));
        }

        Assert.Throws<ModelTemplateFormatException>(() => ModelTemplate.Parse(Sealed([.. whole, 0, .. new byte[Checksum]])));
    }

    [Theory]
    [InlineData(1, 0)] // scale
    [InlineData(1, -1)]
    [InlineData(1, double.NaN)]
    [InlineData(2, double.NaN)] // target rate
    [InlineData(2, -3)]
    [InlineData(2, 1e-9)]
    [InlineData(3, double.NegativeInfinity)] // threshold
    [InlineData(5, double.PositiveInfinity)] // the tail's scale
    [InlineData(6, 1)] // its share
    public void Parse_CalibrationThatMeansNothing_IsRefused(int value, double forgery)
    {
        var bytes = Forged(forged => BinaryPrimitives.WriteDoubleLittleEndian(forged.AsSpan(Calibration + 8 * value), forgery));
        Assert.Throws<ModelTemplateFormatException>(() => ModelTemplate.Parse(bytes));
    }

    /// <summary>Whatever the bytes say, they are either a model-template or refused as none.</summary>
    [Fact]
    public void Parse_AnyBytesChangedWithAChecksumThatFits_ThrowsNothingElse() =>
        Gen.Select(
            Gen.Enum<Recipe>(), Gen.Enum<WeightPrecision>(),
            Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[1, 6])
        .Sample((recipe, precision, changes) =>
        {
            var bytes = Made.Template(recipe, precision).ToBytes();
            foreach (var (at, value) in changes)
                bytes[at % (bytes.Length - Checksum)] = value;
            try
            {
                Assert.Equal(bytes.Length, ModelTemplate.Parse(Sealed(bytes)).ToBytes().Length);
            }
            catch (ModelTemplateFormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        });

    private static byte[] Forged(Action<byte[]> change)
    {
        var bytes = Made.Template(Recipe.Compact, WeightPrecision.Float32).ToBytes();
        change(bytes);
        return Sealed(bytes);
    }

    private static byte[] Sealed(byte[] bytes)
    {
        XxHash128.Hash(bytes.AsSpan(0, bytes.Length - Checksum), bytes.AsSpan(bytes.Length - Checksum));
        return bytes;
    }
}
