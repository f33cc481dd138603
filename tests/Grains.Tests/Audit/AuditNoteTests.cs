using Mote.Grains.Audit;

namespace Mote.Grains.Tests.Audit;

public sealed class AuditNoteTests
{
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void Parse_WhatWasSaid_IsTheSame()
    {
        Assert.Equal($"north-1:17:{Hash}", AuditNote.Parse($"north-1:17:{Hash.ToUpperInvariant()}")!.ToString());
        Assert.Equal((null, 17L), (AuditNote.Parse($"17:{Hash}")!.Writer, AuditNote.Parse($"17:{Hash}")!.Sequence));
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("17:aa")]
    [InlineData("0:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("-1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData(":1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("a:b:1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("1:gaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.Null(AuditNote.Parse(text));

    [Theory]
    [InlineData("17", true)]
    [InlineData("silo:17,annex:3", true)]
    [InlineData("silo:17,silo:3", false)]
    [InlineData("silo", false)]
    [InlineData("-1", false)]
    [InlineData("silo:-1", false)]
    [InlineData("", false)]
    public void Position_OfAnAddress_IsOneOrNone(string text, bool isOne) => Assert.Equal(isOne, AuditPosition.Parse(text) is not null);
}
