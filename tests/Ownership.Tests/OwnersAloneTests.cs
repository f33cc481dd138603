using Mono.Unix.Native;
using Mote.Ownership;

namespace Mote.Ownership.Tests;

public sealed class OwnersAloneTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Nobody's number here, and not this process's.
    private const int Stranger = 4242;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-ownership-");

    public OwnersAloneTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such owners and modes.");

    [Fact]
    public void Refusals_OwnFolderAndFiles_AreNone()
    {
        Assert.Null(OwnersAlone.RefusalOfFolder(_folder.FullName));
        Assert.Null(OwnersAlone.RefusalOfFile(NewFile(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead)));
        Assert.Null(OwnersAlone.RefusalOfSecret(NewFile(UnixFileMode.UserRead)));
        Assert.Null(OwnersAlone.RefusalOfFolder(NewFolder("seen", Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute)));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    public void Refusals_OthersMayWrite_SayWhatMendsIt(UnixFileMode others)
    {
        var folder = NewFolder("open", Owner | others);
        Assert.Contains($"chmod 700 '{folder}'", OwnersAlone.RefusalOfFolder(folder)!, StringComparison.Ordinal);
        // The sticky bit keeps others from what is there, not from adding to it.
        Set(folder, Owner | others | UnixFileMode.StickyBit);
        Assert.NotNull(OwnersAlone.RefusalOfFolder(folder));
        Set(folder, Owner);
        Assert.Null(OwnersAlone.RefusalOfFolder(folder));

        var file = NewFile(UnixFileMode.UserRead | others);
        Assert.Contains($"chmod go-w '{file}'", OwnersAlone.RefusalOfFile(file)!, StringComparison.Ordinal);
        Assert.Contains($"chmod 600 '{file}'", OwnersAlone.RefusalOfSecret(file)!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    public void RefusalOfSecret_OthersMayRead_SaysWhatMendsIt(UnixFileMode others)
    {
        var file = NewFile(UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        Assert.Contains($"chmod 600 '{file}'", OwnersAlone.RefusalOfSecret(file)!, StringComparison.Ordinal);
        Assert.Null(OwnersAlone.RefusalOfFile(file));
    }

    [Fact]
    public void Refusals_AnotherOwner_NameHim()
    {
        RequireRoot();
        var file = NewFile(UnixFileMode.UserRead);
        Give(file);
        Assert.Contains($"chown {Syscall.geteuid()} '{file}'", OwnersAlone.RefusalOfSecret(file)!, StringComparison.Ordinal);
        Assert.NotNull(OwnersAlone.RefusalOfFile(file));

        var folder = NewFolder("given", Owner);
        Give(folder);
        Assert.Contains($"number {Stranger}", OwnersAlone.RefusalOfFolder(folder)!, StringComparison.Ordinal);
        // Its owner can put something else in place of what lies in it.
        Assert.Contains(folder, OwnersAlone.RefusalOfSecret(Path.Combine(folder, "file"))!, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_OthersMayWriteAbove_AreRefusedUnlessTheStickyBitKeepsThem()
    {
        var above = NewFolder("above", Owner | UnixFileMode.OtherWrite);
        var folder = NewFolder("above/mine", Owner);
        Assert.Contains($"chmod go-w '{above}'", OwnersAlone.RefusalOfFolder(folder)!, StringComparison.Ordinal);
        Assert.NotNull(OwnersAlone.RefusalOfSecret(Path.Combine(folder, "not there yet")));

        Set(above, Owner | UnixFileMode.OtherWrite | UnixFileMode.StickyBit);
        Assert.Null(OwnersAlone.RefusalOfFolder(folder));
    }

    [Fact]
    public void Refusals_GroupOfSeveralMayWriteAbove_AreRefused()
    {
        RequireRoot();
        var above = NewFolder("shared", Owner | UnixFileMode.GroupWrite);
        var folder = NewFolder("shared/mine", Owner);
        Assert.Equal(0, Syscall.chown(above, -1, Stranger));
        Assert.NotNull(OwnersAlone.RefusalOfFolder(folder));
    }

    [Fact]
    public void Refusals_ThroughALink_HoldForTheLinkAndForWhereItLeads()
    {
        var target = NewFolder("target", Owner | UnixFileMode.OtherWrite);
        var link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, "target");
        Assert.Contains($"chmod 700 '{target}'", OwnersAlone.RefusalOfFolder(link)!, StringComparison.Ordinal);
        Set(target, Owner);
        Assert.Null(OwnersAlone.RefusalOfFolder(link));

        // Others may turn the link elsewhere, wherever it leads.
        var open = NewFolder("open", Owner | UnixFileMode.OtherWrite);
        var turned = Path.Combine(open, "turned");
        File.CreateSymbolicLink(turned, target);
        var through = Path.Combine(_folder.FullName, "through");
        File.CreateSymbolicLink(through, turned);
        Assert.Contains($"chmod go-w '{open}'", OwnersAlone.RefusalOfFolder(through)!, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_LinkInACircle_AreRefused()
    {
        var link = Path.Combine(_folder.FullName, "round");
        File.CreateSymbolicLink(link, link);
        Assert.NotNull(OwnersAlone.RefusalOfSecret(link));
    }

    [Fact]
    public void Refusals_NotThereYet_AreNone() => Assert.Null(OwnersAlone.RefusalOfFolder(Path.Combine(_folder.FullName, "not", "yet")));

    public void Dispose() => _folder.Delete(recursive: true);

    private static void RequireRoot() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give files away.");

    private static void Give(string path) => Assert.Equal(0, Syscall.chown(path, Stranger, -1));

    private string NewFile(UnixFileMode mode)
    {
        var file = Path.Combine(_folder.FullName, Path.GetRandomFileName());
        File.WriteAllText(file, "");
        Set(file, mode);
        return file;
    }

    private string NewFolder(string name, UnixFileMode mode)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        Set(folder, mode);
        return folder;
    }

    private static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, mode);
    }
}
