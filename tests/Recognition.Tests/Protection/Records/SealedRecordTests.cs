using CsCheck;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;

namespace Mote.Recognition.Tests.Protection.Records;

public sealed class SealedRecordTests
{
    private static readonly RecordName Ada = new("realm", "ada", "identity");

    [Fact]
    public void Open_WhatWasSealed_IsTheContent() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Long, Gen.Int[1, int.MaxValue]).Sample((content, revision, version) =>
        {
            using var master = Seeds.Master(version);
            var (record, key) = SealedRecord.Seal(Ada, revision, content, master);
            var read = SealedRecord.Parse(record.ToBytes());
            read.Authenticate(Ada, master);
            Assert.Equal((Ada, revision, version), (read.Name, read.Revision, read.MasterKeyVersion));
            Assert.Equal(content, read.Open(master, key));
        });

    /// <summary>What lies in a record is not told by its length, within a step.</summary>
    [Fact]
    public void Seal_AnyContent_GrowsInSteps()
    {
        const int Step = 512;
        using var master = Seeds.Master();
        int Length(int content) => SealedRecord.Seal(Ada, 1, new byte[content], master).Record.ToBytes().Length;
        var shortest = Length(0);
        Assert.Equal(shortest, Length(Step - sizeof(int)));
        Assert.Equal(shortest + Step, Length(Step - sizeof(int) + 1));
        Gen.Int[0, 5000].Sample(content => Assert.Equal(0, (Length(content) - shortest) % Step));
    }

    [Fact]
    public void Open_AnyByteChanged_IsTamperedByName()
    {
        using var master = Seeds.Master();
        var (record, key) = Sealed(master);
        var bytes = record.ToBytes();
        foreach (byte change in new[] { 0x01, 0x10, 0x41, 0xff })
        {
            for (var at = 0; at < bytes.Length; at++)
            {
                bytes[at] ^= change;
                Assert.Equal(ProtectionFault.Tampered, Fault(bytes, key, master));
                bytes[at] ^= change;
            }
        }

        for (var length = 0; length < bytes.Length; length++)
            Assert.Equal(ProtectionFault.Tampered, Fault(bytes[..length], key, master));
        Assert.Equal(ProtectionFault.Tampered, Fault([.. bytes, 0], key, master));
        for (var at = 0; at < key.Length; at++)
        {
            key[at] ^= 0x41;
            Assert.Equal(ProtectionFault.Tampered, Fault(bytes, key, master));
            key[at] ^= 0x41;
        }

        Assert.Equal(ProtectionFault.Tampered, Fault(bytes, [], master));
    }

    [Fact]
    public void Authenticate_AnothersRecord_IsMisplaced()
    {
        using var master = Seeds.Master();
        var (record, _) = Sealed(master);
        foreach (var other in new[] { Ada with { Owner = "eve" }, Ada with { Realm = "other" }, Ada with { State = "roster" } })
            Assert.Equal(ProtectionFault.Misplaced, Assert.Throws<ProtectionException>(() => record.Authenticate(other, master)).Fault);
    }

    [Fact]
    public void Authenticate_AnotherKeyOfThatVersion_IsWrongKey()
    {
        using var master = Seeds.Master();
        using var wrong = Seeds.Master(value: 2);
        Assert.Equal(ProtectionFault.WrongKey, Assert.Throws<ProtectionException>(() => Sealed(master).Record.Authenticate(Ada, wrong)).Fault);
    }

    /// <summary>An earlier record has a key of its own, which is gone with its wrapping: the master key alone opens nothing.</summary>
    [Fact]
    public void Open_WithTheKeyOfAnotherRevision_IsRefused()
    {
        using var master = Seeds.Master();
        var (old, oldKey) = Sealed(master);
        var (_, key) = SealedRecord.Seal(Ada, 8, [4, 5], master);
        Assert.Throws<ProtectionException>(() => old.Open(master, key));
        Assert.Equal([1, 2, 3], old.Open(master, oldKey));
    }

    private static (SealedRecord Record, byte[] Key) Sealed(MasterKey master) => SealedRecord.Seal(Ada, 7, [1, 2, 3], master);

    private static ProtectionFault? Fault(byte[] bytes, byte[] key, MasterKey master)
    {
        try
        {
            var record = SealedRecord.Parse(bytes);
            record.Authenticate(Ada, master);
            record.Open(master, key);
            return null;
        }
        catch (ProtectionException refusal)
        {
            return refusal.Fault;
        }
    }
}
