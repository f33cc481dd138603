using CsCheck;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;

namespace Mote.Recognition.Tests.Protection.Records;

public sealed class InnerSealTests
{
    private static readonly RecordName Ada = new("realm", "ada", "identity");

    [Fact]
    public void Open_WhatWasSealed_IsTheContent() => Gen.Byte.Array[0, 300].Sample(content =>
    {
        using var master = Seeds.Master();
        Assert.Equal(content, InnerSeal.Open(Ada, InnerSeal.Seal(Ada, content, master), master));
    });

    [Fact]
    public void Seal_TheSameAgain_GivesOtherBytes()
    {
        using var master = Seeds.Master();
        var (one, other) = (InnerSeal.Seal(Ada, new byte[64], master), InnerSeal.Seal(Ada, new byte[64], master));
        Assert.True(one.Zip(other).Skip(5).Count(pair => pair.First == pair.Second) < 16);
    }

    [Fact]
    public void Open_AnyByteChangedOrMissing_IsTampered()
    {
        using var master = Seeds.Master();
        var bytes = InnerSeal.Seal(Ada, [1, 2, 3], master);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x41;
            Refused(Ada, bytes, master);
            bytes[at] ^= 0x41;
        }

        for (var length = 0; length < bytes.Length; length++)
            Refused(Ada, bytes[..length], master);
        Refused(Ada, [.. bytes, 0], master);
    }

    [Fact]
    public void Open_OfAnotherRecordOrUnderAnotherKey_IsTampered()
    {
        using var master = Seeds.Master();
        using var wrong = Seeds.Master(value: 2);
        var bytes = InnerSeal.Seal(Ada, [1, 2, 3], master);
        foreach (var other in new[] { Ada with { Owner = "eve" }, Ada with { Realm = "other" }, Ada with { State = "roster" } })
            Refused(other, bytes, master);
        Refused(Ada, bytes, wrong);
    }

    private static void Refused(RecordName name, byte[] bytes, MasterKey master) =>
        Assert.Equal(ProtectionFault.Tampered, Assert.Throws<ProtectionException>(() => InnerSeal.Open(name, bytes, master)).Fault);
}
