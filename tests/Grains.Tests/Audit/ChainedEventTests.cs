using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Tests.Audit;

public sealed class ChainedEventTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly AuditEvent Match = new(TrailKind.Verified, TrailOutcome.Match, "key", "north")
    {
        Person = new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        TemplateVersion = 3,
        DecisionId = new Guid("00000000-0000-0000-0000-000000000001"),
        FalseMatchRate = 2e-5,
    };

    /// <summary>The format is what is stored: a chain that was written must be recomputed by every later version.</summary>
    [Fact]
    public void Hash_OfTheFirstVersion_IsSha256OverItsFieldsEachWithItsLength()
    {
        var previous = ChainedEvent.Genesis("realm");
        Assert.Equal(SHA256.HashData([.. Text("mote/audit/1"), .. Text("realm")]), previous);
        byte[] expected = SHA256.HashData([
            .. Text("mote/audit/1"), .. Field(previous), .. Number(7), .. Number(Noon.UtcTicks), .. Number(0), .. Number(0), .. Text("key"), .. Text("north"),
            .. Text("6f9619ff-8b86-d011-b42d-00c04fc964ff"), 255, 255, 255, 255, .. Number(3), .. Text("00000000-0000-0000-0000-000000000001"), .. Number(BitConverter.DoubleToInt64Bits(2e-5))]);
        Assert.True(new ChainedEvent(7, Noon, Match, expected).Follows(previous));
        // What came later is not covered by it, so no such entry has it.
        Assert.False(new ChainedEvent(7, Noon, Match with { MostMissing = 1 }, expected).Follows(previous));
        Assert.False(new ChainedEvent(7, Noon, Match with { From = "192.0.2.0/24" }, expected).Follows(previous));
        Assert.False(new ChainedEvent(7, Noon, Match with { Times = 1 }, expected).Follows(previous));
    }

    [Fact]
    public void Hash_OfTheSecondVersion_CoversTheManifestAndWhatIsMissing()
    {
        var previous = ChainedEvent.Genesis(new AuditWriterKey("realm", "silo"));
        Assert.Equal(SHA256.HashData([.. Text("mote/audit/2"), .. Text("realm"), .. Text("silo")]), previous);
        byte[] common = [
            .. Text("mote/audit/2"), .. Field(previous), .. Number(7), .. Number(Noon.UtcTicks), .. Number(0), .. Number(0), .. Text("key"), .. Text("north"),
            .. Text("6f9619ff-8b86-d011-b42d-00c04fc964ff"), 255, 255, 255, 255, .. Number(3), .. Text("00000000-0000-0000-0000-000000000001"), .. Number(BitConverter.DoubleToInt64Bits(2e-5))];
        byte[] none = [255, 255, 255, 255];
        var plain = ChainedEvent.After(previous, 7, Noon, Match);
        Assert.Equal((2, Convert.ToHexString(SHA256.HashData([.. common, .. none, .. none, .. none]))), (plain.Version, Convert.ToHexString(plain.Hash)));
        var stamped = ChainedEvent.After(previous, 7, Noon, Match with { Manifest = new ManifestStamp(5, 9, [1, 2]), MostMissing = 3 });
        Assert.Equal(SHA256.HashData([.. common, .. Number(5), .. Number(9), .. Field([1, 2]), .. Number(3)]), stamped.Hash);
        var refused = ChainedEvent.After(previous, 7, Noon, Match with { From = "192.0.2.0/24", Times = 12 });
        Assert.Equal(SHA256.HashData([.. common, .. none, .. none, .. none, .. Text("from"), .. Text("192.0.2.0/24"), .. Text("times"), .. Text("12")]), refused.Hash);
        var cutOff = ChainedEvent.After(previous, 7, Noon, Match with { ByOthersWord = true });
        Assert.Equal(SHA256.HashData([.. common, .. none, .. none, .. none, .. Text("by-others-word"), .. Text("true")]), cutOff.Hash);
    }

    [Fact]
    public void Follows_AnythingChanged_DoesNot()
    {
        var previous = ChainedEvent.Genesis("realm");
        var entry = ChainedEvent.After(previous, 1, Noon, Match);
        Assert.True(entry.Follows(previous));
        Assert.False(entry.Follows(ChainedEvent.Genesis("other")));
        Assert.All(
            [
                entry with { Sequence = 2 },
                entry with { Time = Noon.AddTicks(1) },
                entry with { Event = Match with { Kind = TrailKind.Explained } },
                entry with { Event = Match with { Outcome = TrailOutcome.NonMatch } },
                entry with { Event = Match with { Caller = "keynorth", Door = "" } },
                entry with { Event = Match with { Caller = "", Door = "keynorth" } },
                entry with { Event = Match with { Door = null } },
                entry with { Event = Match with { Person = Guid.Empty } },
                entry with { Event = Match with { Code = "" } },
                entry with { Event = Match with { TemplateVersion = null } },
                entry with { Event = Match with { DecisionId = Guid.Empty } },
                entry with { Event = Match with { FalseMatchRate = 3e-5 } },
                entry with { Event = Match with { Manifest = new ManifestStamp(1, 1, []) } },
                entry with { Event = Match with { MostMissing = 0 } },
                entry with { Event = Match with { From = "" } },
                entry with { Event = Match with { Times = 1 } },
                entry with { Event = Match with { ByOthersWord = true } },
                entry with { Version = 0 },
                entry with { Version = 3 },
            ],
            changed => Assert.False(changed.Follows(previous)));
    }

    [Fact]
    public void Segment_EntryOutOfPlace_IsBrokenThere()
    {
        var first = ChainedEvent.After([1], 257, Noon, Match);
        var second = ChainedEvent.After(first.Hash, 258, Noon, Match);
        var segment = new AuditSegment { PreviousHash = [1], Entries = [first, second] };
        Assert.Null(segment.BrokenAt(1));
        Assert.Equal(1, segment.BrokenAt(0));
        Assert.Equal(257, (segment with { PreviousHash = [2] }).BrokenAt(1));
        Assert.Equal(258, (segment with { Entries = [first, first] }).BrokenAt(1));
        Assert.Equal(257, (segment with { Entries = [second] }).BrokenAt(1));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(256, 0)]
    [InlineData(257, 1)]
    public void NumberOf_Sequence_IsItsSegment(long sequence, long expected)
    {
        Assert.Equal(expected, AuditSegment.NumberOf(sequence));
        Assert.InRange(sequence, AuditSegment.FirstOf(expected), AuditSegment.FirstOf(expected + 1) - 1);
    }

    private static byte[] Text(string text) => Field(Encoding.UTF8.GetBytes(text));

    private static byte[] Number(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Field(bytes);
    }

    private static byte[] Field(byte[] field)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, field.Length);
        return [.. length, .. field];
    }
}
