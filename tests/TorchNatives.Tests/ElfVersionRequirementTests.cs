namespace Mote.TorchNatives.Tests;

public sealed class ElfVersionRequirementTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [Fact]
    public void Weaken_TorchSharpsLibrary_ChangesOneFlagOnce()
    {
        var original = File.ReadAllBytes(Packaged());
        var image = (byte[])original.Clone();

        Assert.True(ElfVersionRequirement.Weaken(image, Version));

        var changed = Enumerable.Range(0, image.Length).Where(i => image[i] != original[i]).ToList();
        Assert.Equal(2, original[Assert.Single(changed)] ^ image[changed[0]]);
        Assert.False(ElfVersionRequirement.Weaken(image, Version));
    }

    [Fact]
    public void Weaken_VersionNobodyRequires_ChangesNothing()
    {
        var original = File.ReadAllBytes(Packaged());
        var image = (byte[])original.Clone();

        Assert.False(ElfVersionRequirement.Weaken(image, "GLIBCXX_9.9.9"));
        Assert.Equal(original, image);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an ELF file, and long enough to hold a header of sixty-four bytes")]
    public void Weaken_OtherFile_IsRefused(string content) =>
        Assert.Throws<InvalidDataException>(() => ElfVersionRequirement.Weaken(System.Text.Encoding.ASCII.GetBytes(content), Version));

    /// <summary>The library as the package ships it, before staging.</summary>
    private static string Packaged()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The version requirement exists on Linux only.");
        return Path.Combine(
            (string)AppContext.GetData("Mote.TorchSharpPackage")!, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
    }
}
