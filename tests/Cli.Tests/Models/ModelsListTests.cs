using Mote.Cli.Output;

namespace Mote.Cli.Tests.Models;

public sealed class ModelsListTests : IDisposable
{
    private static readonly byte[] Detector = [1, 2, 3], Embedder = [4, 5];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task List_NothingThere_ShowsWhatCanBeGot()
    {
        var list = await MoteProcess.Run("models", "list", "--to", _folder["nowhere"]);

        Assert.Equal(ExitCode.Done, list.ExitCode);
        Assert.Matches(@"yunet +│ detector +│ MIT +│ yes +│ 0\.2 +│ absent", list.Output);
        Assert.Matches(@"sface +│ embedder +│ Apache-2\.0 +│ yes +│ 38\.7 +│ absent", list.Output);
        Assert.DoesNotContain("Not in the catalogue", list.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OnePresentOneDamagedOneUnknown_TellsThemApart()
    {
        File.WriteAllBytes(_folder["renamed.onnx"], Detector);
        _folder.Write("vector.onnx", "damaged");
        _folder.Write("own.onnx", "own");

        var list = await List();
        Assert.Matches("tiny .*present", list.Output);
        Assert.Matches("vector .*damaged", list.Output);
        Assert.Contains("Not in the catalogue: own.onnx.", list.Output, StringComparison.Ordinal);

        var json = (await List("--json")).Json;
        Assert.Equal(
            [("tiny", "present", "renamed.onnx"), ("vector", "damaged", "vector.onnx")],
            json.GetProperty("models").EnumerateArray().Select(model => (model.GetProperty("name").GetString(), model.GetProperty("state").GetString(), model.GetProperty("file").GetString())));
        Assert.Equal(["own.onnx"], json.GetProperty("others").EnumerateArray().Select(file => file.GetString()));
    }

    [Fact]
    public async Task List_OwnModelUnderACatalogueName_IsNotCalledDamaged()
    {
        _folder.Write("vector.onnx", "own");
        _folder.Write("vector.json", $$"""{"sha256":"{{TestModels.Hash("own\n"u8.ToArray())}}"}""");

        var list = await List();

        Assert.Matches("vector .*absent", list.Output);
        Assert.Contains("Not in the catalogue: vector.onnx.", list.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<MoteProcess.Finished> List(params string[] more) =>
        MoteProcess.Run(["models", "list", "--to", _folder.Root, "--catalogue", _folder.Catalogue(TestModels.Detector(Detector), TestModels.Embedder(Embedder)), .. more]);
}
