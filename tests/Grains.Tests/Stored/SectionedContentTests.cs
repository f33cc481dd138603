using CsCheck;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Tests.Stored;

public sealed class SectionedContentTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSameSectionsWhateverTheRoom() =>
        Gen.Select(Gen.Select(Gen.UShort[1, ushort.MaxValue], Gen.UShort, Gen.Byte.Array[0, 40]).Array[0, 6], Gen.Int[0, 400]).Sample((made, room) =>
        {
            Section[] sections = [.. made.DistinctBy(section => section.Item1).Select(section => new Section(section.Item1, section.Item2, section.Item3))];
            var bytes = SectionedContent.Write(sections, room);
            Assert.True(bytes.Length >= room);
            Assert.Equal(sections.Select(Told), SectionedContent.Read(bytes).Select(Told));
        });

    [Fact]
    public void Read_Pinned_IsWhatTheFormatSays()
    {
        var bytes = SectionedContent.Write([new Section(0x0102, 3, new byte[] { 7, 8 })], 12);
        Assert.Equal([0x02, 0x01, 3, 0, 2, 0, 0, 0, 7, 8, 0, 0], bytes);
    }

    [Fact]
    public void Read_CutShortOrTwiceTheSame_IsUnreadable()
    {
        var bytes = SectionedContent.Write([new Section(1, 1, new byte[] { 1, 2, 3 })], 0);
        for (var length = sizeof(ushort); length < bytes.Length; length++)
            Refused(bytes[..length]);
        Refused([.. bytes, .. bytes]);
        Refused([1, 0, 1, 0, 255, 255, 255, 255]);
    }

    private static (ushort Id, ushort Version, string Content) Told(Section section) =>
        (section.Id, section.Version, Convert.ToHexString(section.Content.Span));

    private static void Refused(byte[] bytes) =>
        Assert.Equal(ProblemCode.StateUnreadable, Assert.Throws<MoteException>(() => SectionedContent.Read(bytes)).Code);
}
