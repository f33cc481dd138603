using System.Numerics.Tensors;
using CsCheck;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Templates;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Protection.Records;

public sealed class ProtectedTemplateTests
{
    private const int Dimension = 64;

    private static readonly TemplateName Ada = new("realm", "ada", 1);

    public static TheoryData<Recipe, WeightPrecision> Forms => new(
        from recipe in Enum.GetValues<Recipe>() from precision in Enum.GetValues<WeightPrecision>() select (recipe, precision));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Open_OfItsBytes_DecidesTheSame(Recipe recipe, WeightPrecision precision)
    {
        using var master = Seeds.Master();
        using var keys = TemplateKeys.New(master, Ada, Dimension);
        var template = Made.Template(recipe, precision, Dimension, keys.Transform, certificate: [1, 2, 3]);
        var stored = ProtectedTemplate.Parse(ProtectedTemplate.Seal(template, keys).ToBytes());
        Assert.Equal((precision, template.EmbedderHash, template.CohortHash, 1), (stored.Precision, stored.EmbedderHash, stored.CohortHash, stored.MasterKeyVersion));
        var read = stored.Open(master, Ada);
        Assert.Equal((recipe, precision, Dimension), (read.Recipe, read.Precision, read.Dimension));
        Assert.Equal((template.EmbedderHash, template.CohortHash, template.Calibration), (read.EmbedderHash, read.CohortHash, read.Calibration));
        Assert.Equal([1, 2, 3], read.Certificate.ToArray());
        Gen.ULong.Sample(seed =>
        {
            var embedding = Made.Face(recipe, seed, Dimension);
            Assert.Equal(template.Margin(embedding), read.Margin(embedding));
            Assert.Equal(template.Decide(embedding), read.Decide(embedding));
        });
    }

    [Fact]
    public void Open_AnyByteChangedOrMissing_IsRefused()
    {
        using var master = Seeds.Master();
        var bytes = Sealed(master, Ada).ToBytes();
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x41;
            Refused(bytes);
            bytes[at] ^= 0x41;
        }

        for (var length = 0; length < bytes.Length; length++)
            Refused(bytes[..length]);
        Refused([.. bytes, 0]);

        void Refused(byte[] changed)
        {
            try
            {
                ProtectedTemplate.Parse(changed).Open(master, Ada);
            }
            catch (Exception refusal) when (refusal is ModelTemplateFormatException or ProtectionException)
            {
                return;
            }

            Assert.Fail("Changed bytes opened.");
        }
    }

    [Fact]
    public void Open_AnotherNameOrKey_IsRefused()
    {
        using var master = Seeds.Master();
        var stored = Sealed(master, Ada);
        foreach (var other in new[] { Ada with { Subject = "eve" }, Ada with { Realm = "other" }, Ada with { Version = 2 } })
            Assert.Equal(ProtectionFault.Tampered, Assert.Throws<ProtectionException>(() => stored.Open(master, other)).Fault);
        using var wrong = Seeds.Master(value: 2);
        Assert.Equal(ProtectionFault.Tampered, Assert.Throws<ProtectionException>(() => stored.Open(wrong, Ada)).Fault);
        using var next = Seeds.Master(version: 2);
        Assert.Equal(ProtectionFault.KeyMissing, Assert.Throws<ProtectionException>(() => stored.Open(next, Ada)).Fault);
    }

    [Fact]
    public void Parse_NewerVersion_NamesBoth()
    {
        using var master = Seeds.Master();
        var bytes = Sealed(master, Ada).ToBytes();
        bytes[4] = 9;
        Assert.Contains("format 9", Assert.Throws<ModelTemplateFormatException>(() => ProtectedTemplate.Parse(bytes)).Message, StringComparison.Ordinal);
    }

    /// <summary>What anybody sees of two model-templates of the same network, even under the same name: nothing that says they are.</summary>
    [Fact]
    public void Seal_SameNetworkTwice_SharesNoDirections()
    {
        using var master = Seeds.Master();
        var plain = Made.Network(Recipe.Compact, Dimension).Layers[0].Row(0).ToArray();
        float[] cosines = [.. Enumerable.Range(0, 40).Select(_ => Cosine(Row(), Row())), .. Enumerable.Range(0, 40).Select(_ => Cosine(Row(), plain))];
        Assert.InRange(cosines.Average(cosine => cosine * cosine) * Dimension, 0.5, 1.7);

        float[] Row() => Sealed(master, Ada).Network.Layers[0].Row(0).ToArray();
        static float Cosine(float[] one, float[] other) => TensorPrimitives.CosineSimilarity<float>(one, other);
    }

    [Fact]
    public void Seal_OtherCoordinates_IsRefused()
    {
        using var master = Seeds.Master();
        using var keys = TemplateKeys.New(master, Ada, Dimension);
        Assert.Throws<ArgumentException>(() => ProtectedTemplate.Seal(Made.Template(Recipe.Compact, WeightPrecision.Int8, Dimension), keys));
    }

    private static ProtectedTemplate Sealed(MasterKey master, TemplateName name)
    {
        using var keys = TemplateKeys.New(master, name, Dimension);
        return ProtectedTemplate.Seal(Made.Template(Recipe.Compact, WeightPrecision.Int8, Dimension, keys.Transform), keys);
    }
}
