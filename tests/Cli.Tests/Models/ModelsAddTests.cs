using System.Text.Json;
using Mote.Cli.Output;
using Mote.Tests;
using Mote.Vision.Embedding;

namespace Mote.Cli.Tests.Models;

public sealed class ModelsAddTests : IDisposable
{
    private static readonly string[] Preprocessing = ["--name", "Own", "--licence", "MIT", "--colours", "bgr", "--scale", "1", "--mean", "127.5,127.5,127.5", "--deviation", "128,128,128"];

    private readonly TemporaryFolder _folder = new();

    private string Models => _folder["models"];

    [Fact]
    public async Task Add_Embedder_ReadsNamesAndDimensionFromTheFile()
    {
        var file = TestModels.EmbedderFile();

        var added = await Add("own.onnx", file, [.. Preprocessing, "--json"]);

        Assert.True(added.ExitCode == ExitCode.Done, added.Errors);
        Assert.Equal("embedder", added.Json.GetProperty("purpose").GetString());
        Assert.Equal(file, File.ReadAllBytes(Path.Combine(Models, "own.onnx")));
        var manifest = EmbedderManifest.Of(Path.Combine(Models, "own.onnx"), TestModels.Hash(file));
        Assert.Equal(("Own", "MIT", "face", "vector", 4, ColourOrder.Bgr, 1f), (manifest.Name, manifest.Licence, manifest.Input, manifest.Output, manifest.Dimension, manifest.Colours, manifest.Scale));
        Assert.Equal([127.5f, 127.5f, 127.5f], manifest.Mean);
        Assert.Equal([128, 128, 128], manifest.Deviation);
        await AssertVerifies("own.onnx: good (as its manifest says)\n");
    }

    [Fact]
    public async Task Add_Detector_IsRecognisedByItsOutputsAndCanBeVerified()
    {
        var added = await Add("faces.onnx", TestModels.DetectorFile());

        Assert.True(added.ExitCode == ExitCode.Done, added.Errors);
        Assert.Equal($"Added the detector: {Models}/faces.onnx\nNext:\n  mote models get mobilefacenet --to {Models}\n", added.Output);
        var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Models, "faces.json"))).RootElement;
        Assert.Equal("faces", manifest.GetProperty("name").GetString());
        await AssertVerifies("faces.onnx: good (as its manifest says)\n");
    }

    [Fact]
    public async Task Add_Both_NamesTheFilesWhereTheirNamesDoNotTellThemApart()
    {
        await Add("faces.onnx", TestModels.DetectorFile());
        await Add("own.onnx", TestModels.EmbedderFile(), Preprocessing);

        var again = await Add("faces.onnx", TestModels.DetectorFile());

        Assert.EndsWith($"  mote up --detector {Models}/faces.onnx --embedder {Models}/own.onnx --cohort cohort.pack\n", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_RealModels_AreRecognised()
    {
        var (detector, embedder) = (SharedData.Path("models/yunet_2023mar.onnx"), SharedData.Path("models/mobilefacenet.onnx"));

        var first = await MoteProcess.Run("models", "add", detector, "--to", Models);
        Assert.StartsWith("Added the detector: ", first.Output, StringComparison.Ordinal);
        var second = await MoteProcess.Run(
            ["models", "add", embedder, "--to", Models, "--name", "M", "--licence", "Apache-2.0", "--colours", "rgb", "--scale", "0.00392156862745098", "--mean", "0.485,0.456,0.406", "--deviation", "0.229,0.224,0.225"]);

        Assert.Equal(
            $"""
            Added the embedder, 128 values from 'output0': {Models}/mobilefacenet.onnx
            Next:
              mote cohort build --models {Models} --photos FOLDER --labels FILE --out cohort.pack
              mote up --models {Models} --cohort cohort.pack

            """,
            second.Output);
        await AssertVerifies("mobilefacenet.onnx: good (mobilefacenet of the catalogue)\nyunet_2023mar.onnx: good (yunet of the catalogue)\n");
    }

    [Fact]
    public async Task Add_EmbedderWithoutPreprocessing_SaysWhatIsMissing()
    {
        var added = await Add("own.onnx", TestModels.EmbedderFile(), "--name", "Own", "--scale", "1");

        AssertRefused(ExitCode.Usage, "is no known detector, so it is taken for an embedder, and --licence, --colours, --mean, --deviation must be given", added);
    }

    [Theory]
    [InlineData("--colours", "grey", "--colours is rgb or bgr, not 'grey'.")]
    [InlineData("--mean", "1,2", "--mean has three values")]
    [InlineData("--mean", "1,2,many", "--mean has three values")]
    [InlineData("--deviation", "1,0,1", "--deviation divides, so none of its values is 0.")]
    public async Task Add_WrongPreprocessing_SaysHow(string option, string value, string message)
    {
        string[] options = [.. Preprocessing];
        options[Array.IndexOf(options, option) + 1] = value;

        AssertRefused(ExitCode.Usage, message, await Add("own.onnx", TestModels.EmbedderFile(), options));
    }

    [Fact]
    public async Task Add_OtherInput_SaysWhatItTakes() => AssertRefused(
        ExitCode.Usage,
        "is no embedder: it takes 'face' of [1, 3, 96, 96], one input of [1, 3, 112, 112] is needed.",
        await Add("own.onnx", TestModels.Network("face", 96, "vector", 4), Preprocessing));

    [Fact]
    public async Task Add_TextFile_IsNoModel() =>
        AssertRefused(ExitCode.Failed, "is not an ONNX model that can be loaded", await Add("notes.txt", "not a model"u8.ToArray(), Preprocessing));

    [Fact]
    public async Task Add_NotThere_NamesTheFile()
    {
        var added = await MoteProcess.Run("models", "add", _folder["none.onnx"], "--to", Models);

        AssertRefused(ExitCode.Usage, $"There is no file '{_folder["none.onnx"]}'.", added);
    }

    [Fact]
    public async Task Add_AnotherModelOfThatName_IsNotOverwritten()
    {
        _folder.Write("models/faces.onnx", "another");

        var added = await Add("faces.onnx", TestModels.DetectorFile());

        Assert.Equal((ExitCode.Usage, $"'{Models}/faces.onnx' is another model already: rename the file first.\n"), (added.ExitCode, added.Errors));
        Assert.Equal("another\n", File.ReadAllText(_folder["models/faces.onnx"]));
    }

    public void Dispose() => _folder.Dispose();

    private Task<MoteProcess.Finished> Add(string name, byte[] file, params string[] more)
    {
        File.WriteAllBytes(_folder[name], file);
        return MoteProcess.Run(["models", "add", _folder[name], "--to", Models, .. more]);
    }

    private async Task AssertVerifies(string lines)
    {
        var verified = await MoteProcess.Run("models", "verify", "--to", Models);
        Assert.Equal((ExitCode.Done, lines), (verified.ExitCode, verified.Output));
    }

    private void AssertRefused(int exitCode, string message, MoteProcess.Finished added)
    {
        Assert.Equal((exitCode, ""), (added.ExitCode, added.Output));
        Assert.Contains(message, added.Errors, StringComparison.Ordinal);
        Assert.Single(added.Errors.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(Models));
    }
}
