using System.Buffers.Binary;
using CsCheck;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Templates;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Protection.Records;

/// <summary>The clear part is read before its key is known: whatever it says, it is a model-template or refused as none.</summary>
public sealed class ForgedTemplateTests
{
    private const int Dimension = 64;
    private const int Shapes = 8 + 2 * 32 + 4 + 16;

    [Theory]
    [InlineData(32767, 32768)] // four times the product, biases added, is 2^32: nothing at all in 32 bits.
    [InlineData(65535, 65535)]
    [InlineData(0, 8)]
    [InlineData(16, 0)]
    public void Parse_AbsurdShapes_AreRefusedWithoutTheMemoryTheyAskFor(int inputs, int outputs)
    {
        var bytes = Bytes(Recipe.Compact, WeightPrecision.Float32);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Shapes), (ushort)inputs);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Shapes + 2), (ushort)outputs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ModelTemplateFormatException>(() => ProtectedTemplate.Parse(bytes));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Parse_AnyBytesChanged_ThrowsNothingElse() =>
        Gen.Select(
            Gen.Enum<Recipe>(), Gen.Enum<WeightPrecision>(),
            Gen.Select(Gen.Int[0, 2000], Gen.Byte).Array[1, 6])
        .Sample((recipe, precision, changes) =>
        {
            var bytes = Bytes(recipe, precision);
            foreach (var (at, value) in changes)
                bytes[at % bytes.Length] = value;
            try
            {
                Assert.Equal(bytes.Length, ProtectedTemplate.Parse(bytes).ToBytes().Length);
            }
            catch (ModelTemplateFormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        });

    private static byte[] Bytes(Recipe recipe, WeightPrecision precision)
    {
        using var master = Seeds.Master();
        using var keys = TemplateKeys.New(master, new TemplateName("realm", "ada", 1), Dimension);
        return ProtectedTemplate.Seal(Made.Template(recipe, precision, Dimension, keys.Transform), keys).ToBytes();
    }
}
