using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Sessions;
using Mote.Grains.Sessions;
using Mote.Protocol;

namespace Mote.Grains.Tests.Sessions;

public sealed class SessionKeysContentTests
{
    [Fact]
    public void Content_WrittenAndRead_IsTheSame()
    {
        var ended = new EndedSession(Guid.NewGuid(), new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));
        var ring = new SessionKeys(7, ["<key id=\"1\">söme</key>", new string('x', SessionKeys.Longest)]) { Ended = [ended] };
        var read = SessionKeysContent.Read(SessionKeysContent.Write(ring));
        Assert.Equal(ring.Revision, read.Revision);
        Assert.Equal(ring.Keys, read.Keys);
        Assert.Equal([ended], read.Ended);
        Assert.Equal(4096, SessionKeysContent.Write(SessionKeys.Empty).Length);
    }

    /// <summary>What was written by the first version of the form, byte for byte: two keys, and the end of its sections.</summary>
    [Fact]
    public void Content_OfTheFirstForm_IsReadForEver()
    {
        var content = Convert.FromHexString(
            "01000100" + "08000000" + "0200000000000000"
            + "02000100" + "0E000000" + "02000000" + "043C612F3E" + "043C622F3E");
        var ring = SessionKeysContent.Read(content);
        Assert.Equal(2, ring.Revision);
        Assert.Equal(["<a/>", "<b/>"], ring.Keys);
        Assert.Empty(ring.Ended);
        Assert.Equal(content, SessionKeysContent.Write(ring)[..content.Length]);
    }

    [Fact]
    public void Read_OfALaterForm_IsRefused() =>
        Assert.Equal(ProblemCode.StateUnreadable, Assert.Throws<MoteException>(() => SessionKeysContent.Read(Convert.FromHexString("01000200" + "08000000" + "0200000000000000"))).Code);
}
