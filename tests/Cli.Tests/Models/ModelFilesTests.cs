using Mote.Cli.Models;
using Mote.Cli.Output;

namespace Mote.Cli.Tests.Models;

public sealed class ModelFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Find_OneOfEachInTheFolder_TellsThemApartByName()
    {
        var (detector, embedder) = (_folder.Write("face_YuNet.onnx"), _folder.Write("embedder.onnx"));
        _folder.Write("notes.txt");

        Assert.Equal(new ModelFiles(detector, embedder), ModelFiles.Find(_folder.Root, null, null));
    }

    [Fact]
    public void Find_FilesNamed_NeedsNoFolder()
    {
        var (detector, embedder) = (_folder.Write("a.onnx"), _folder.Write("b.onnx"));

        Assert.Equal(new ModelFiles(detector, embedder), ModelFiles.Find(null, detector, embedder));
    }

    [Fact]
    public void Find_TwoEmbedders_TakesTheOneNamed()
    {
        var detector = _folder.Write("yunet.onnx");
        _folder.Write("one.onnx");
        var other = _folder.Write("other.onnx");

        Assert.Contains("holds 2 embedders (other '*.onnx'), one is needed: --embedder", Refused(_folder.Root), StringComparison.Ordinal);
        Assert.Equal(new ModelFiles(detector, other), ModelFiles.Find(_folder.Root, null, other));
    }

    [Fact]
    public void Find_NothingThere_NamesWhatWasLookedFor()
    {
        Assert.Contains("holds 0 detectors ('*yunet*.onnx' or '*detector*.onnx')", Refused(_folder.Root), StringComparison.Ordinal);
        Assert.Contains($"There is no folder '{_folder["nowhere"]}'", Refused(_folder["nowhere"]), StringComparison.Ordinal);
        Assert.Contains($"There is no model file '{_folder["nothing.onnx"]}'", Refused(_folder.Root, _folder["nothing.onnx"]), StringComparison.Ordinal);
        Assert.Contains("--models names a folder", Refused(null, _folder["nothing.onnx"]), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Refused(string? folder, string? detector = null) =>
        Assert.Throws<UsageException>(() => ModelFiles.Find(folder, detector, null)).Message;
}
