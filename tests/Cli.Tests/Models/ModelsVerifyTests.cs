using Mote.Cli.Models;
using Mote.Cli.Output;

namespace Mote.Cli.Tests.Models;

public sealed class ModelsVerifyTests : IDisposable
{
    private static readonly byte[] Detector = TestModels.DetectorFile(), Embedder = TestModels.EmbedderFile();

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Verify_ModelsOfTheCatalogue_AreGood()
    {
        File.WriteAllBytes(_folder["tiny_yunet.onnx"], Detector);
        File.WriteAllBytes(_folder["vector.onnx"], Embedder);

        var verified = await Verify();

        Assert.Equal((ExitCode.Done, "tiny_yunet.onnx: good (tiny of the catalogue)\nvector.onnx: good (vector of the catalogue)\n"), (verified.ExitCode, verified.Output));
    }

    [Fact]
    public async Task Verify_OneByteFlipped_NamesBothHashesAndWhatReplacesIt()
    {
        var flipped = Embedder.ToArray();
        flipped[^1] ^= 1;
        File.WriteAllBytes(_folder["vector.onnx"], flipped);

        var verified = await Verify();

        Assert.Equal(
            (ExitCode.Failed, $"vector.onnx: damaged (expected SHA-256 {TestModels.Hash(Embedder)}, found {TestModels.Hash(flipped)}: 'mote models get vector' replaces it)\n"),
            (verified.ExitCode, verified.Output));
    }

    [Fact]
    public async Task Verify_NothingSaysWhatItShouldBe_IsUnknown()
    {
        File.WriteAllBytes(_folder["own.onnx"], TestModels.Network("face", 112, "other", 3));

        var verified = await Verify("--json");

        Assert.Equal(ExitCode.Failed, verified.ExitCode);
        Assert.False(verified.Json.GetProperty("good").GetBoolean());
        var file = Assert.Single(verified.Json.GetProperty("files").EnumerateArray());
        Assert.Equal(("own.onnx", "unknown"), (file.GetProperty("file").GetString(), file.GetProperty("state").GetString()));
        Assert.Contains("'mote models add' writes one", file.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ManifestOfAnotherFile_IsDamaged()
    {
        File.WriteAllBytes(_folder["own.onnx"], TestModels.Network("face", 112, "other", 3));
        ModelManifests.Write(_folder["own.onnx"], TestModels.Embedder(Embedder).Manifest!);

        var verified = await Verify();

        Assert.Equal(ExitCode.Failed, verified.ExitCode);
        Assert.StartsWith($"own.onnx: damaged (its manifest expects SHA-256 {TestModels.Hash(Embedder)}, found ", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ManifestThatTheModelDoesNotKeep_IsDamaged()
    {
        File.WriteAllBytes(_folder["vector.onnx"], Embedder);
        ModelManifests.Write(_folder["vector.onnx"], TestModels.Embedder(Embedder).Manifest! with { Dimension = 5 });

        var verified = await Verify();

        Assert.Equal(ExitCode.Failed, verified.ExitCode);
        Assert.Contains("vector.onnx: damaged (The embedder's 'vector' has shape [1, 4], the manifest says [1, 5]", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_EmptyFolder_IsWrongUse()
    {
        var verified = await MoteProcess.Run("models", "verify", "--to", _folder["nowhere"]);

        Assert.Equal((ExitCode.Usage, $"There are no models in '{_folder["nowhere"]}': --to names their folder, and 'mote models get' fills it.\n"), (verified.ExitCode, verified.Errors));
    }

    public void Dispose() => _folder.Dispose();

    private Task<MoteProcess.Finished> Verify(params string[] more) =>
        MoteProcess.Run(["models", "verify", "--to", _folder.Root, "--catalogue", _folder.Catalogue(TestModels.Detector(Detector), TestModels.Embedder(Embedder)), .. more]);
}
