using Mote.Recognition.Training;
using TorchSharp;

namespace Mote.Recognition.Tests.Training;

public sealed class TorchLibraryTests : IDisposable
{
    private static readonly string ListName = $"TorchSharp-{typeof(torch).Assembly.GetName().Version!.ToString(3)}.contents";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-torch-");

    [Fact]
    public void Require_StagedLibraries_RunOneThread()
    {
        TorchLibrary.Require();

        using var three = torch.tensor([1f, 2f]).sum();
        Assert.Equal(3f, three.item<float>());
        Assert.Equal(1, torch.get_num_threads());
    }

    [Fact]
    public void Load_NoFolder_SaysHowToAddIt() =>
        Assert.Contains("-p:WithTorch=true", Refused(Path.Combine(_folder.FullName, "torch")), StringComparison.Ordinal);

    [Fact]
    public void Load_LibtorchOfAnotherTorchSharp_IsRefused()
    {
        Write("libLibTorchSharp.so", "of another version");
        Write("TorchSharp-0.1.0.contents", "18 libLibTorchSharp.so\n");
        Assert.Contains($"'{ListName}' is missing", Refused(_folder.FullName), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("8 libLibTorchSharp.so\n", "'libLibTorchSharp.so' has 7 bytes, not 8")]
    [InlineData("7 libLibTorchSharp.so\n9 libtorch_cpu.so\n9 libc10.so\n", "'libtorch_cpu.so' is missing, and 1 of its other files")]
    [InlineData("7 libLibTorchSharp.so\n9", "a line '9' that says nothing")]
    public void Load_NotWhole_SaysWhatIsMissing(string list, string fault)
    {
        Write("libLibTorchSharp.so", "cut off");
        Write(ListName, list);
        var refusal = Refused(_folder.FullName);
        Assert.Contains(fault, refusal, StringComparison.Ordinal);
        // It is told to callers, whom folders of this machine are none of the business of.
        Assert.DoesNotContain(_folder.FullName, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WholeButNoLibrary_SaysThatItDoesNotLoad()
    {
        foreach (var name in new[] { "libLibTorchSharp.so", "libLibTorchSharp.dylib", "LibTorchSharp.dll" })
            Write(name, "for another machine");
        Write(ListName, "19 libLibTorchSharp.so\n");
        Assert.Contains("does not load", Refused(_folder.FullName), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Refused(string folder) => Assert.Throws<TorchUnavailableException>(() => TorchLibrary.Load(folder)).Message;

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder.FullName, name), content);
}
