using Mote.Grains.Contracts.Realms;
using Mote.Grains.Realms;

namespace Mote.Grains.Tests.Realms;

/// <summary>The realms as bytes.</summary>
public sealed class RealmDirectoryContentTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Content_IsReadBack_AndOfOneLength()
    {
        var directory = new RealmDirectory(7, [
            new(new("clinic", "other", 1e-3, 1e-2, "balanced"), RealmStanding.Served, At, "provider"),
            new(new("plain", null, null, null, null), RealmStanding.Removed, At.AddDays(-1), "")]);
        var read = RealmDirectoryContent.Read(RealmDirectoryContent.Write(directory));
        Assert.Equal(7, read.Revision);
        Assert.Equal(directory.Realms, read.Realms);
        Assert.Equal(4096, RealmDirectoryContent.Write(directory).Length);
        Assert.Equal(4096, RealmDirectoryContent.Write(RealmDirectory.Empty).Length);
    }

    /// <summary>What was written by the first version of the form, byte for byte: one realm that is being removed, and the end of its sections.</summary>
    [Fact]
    public void Content_OfTheFirstForm_IsReadForEver()
    {
        var content = Convert.FromHexString(
            "01000100" + "08000000" + "0300000000000000"
            + "02000100" + "25000000"
            + "01000000" + "016E" + "01" + "016D" + "000000000000E03F" + "0000000000000000" + "0170" + "00C0A92B6F54DE08" + "0162");
        var directory = RealmDirectoryContent.Read(content);
        var realm = Assert.Single(directory.Realms);
        Assert.Equal(3, directory.Revision);
        Assert.Equal(new RealmSettings("n", "m", 0.5, null, "p"), realm.Settings);
        Assert.Equal((RealmStanding.Removing, "b"), (realm.Standing, realm.MadeBy));
        Assert.Equal(content, RealmDirectoryContent.Write(directory)[..content.Length]);
    }
}
