using System.Security.Cryptography;
using System.Text.Json;
using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Tests;

namespace Mote.Cli.Tests.Models;

/// <summary>What <c>mote models get</c> does with names, licences and files that are there.</summary>
public sealed class ModelsGetTests : ModelsGetBase
{
    [Fact]
    public async Task Get_GoodFile_ShowsLicenceAndSourceAndSaysWhatComesNext()
    {
        Server.Gives(Whole);

        var got = await Get(Tiny());

        Assert.True(got.ExitCode == ExitCode.Done, got.Errors);
        Assert.Contains("tiny: detector, 0.3 MB.", got.Output, StringComparison.Ordinal);
        Assert.Contains("Licence: MIT, https://nowhere.invalid/LICENSE", got.Output, StringComparison.Ordinal);
        Assert.Contains($"Downloading 0.3 MB from {Server.Address}\n", got.Output, StringComparison.Ordinal);
        Assert.Contains($"Got and checked: {Target}\nNext:\n  mote models get vector --to {Models}\n", got.Output, StringComparison.Ordinal);
        AssertWhole();
        Assert.Equal([Target], Directory.GetFiles(Models));
    }

    [Fact]
    public async Task Get_Embedder_WritesTheManifestAndNamesTheNextCommands()
    {
        Server.Gives(Whole);
        File.WriteAllText(Target, "a detector");

        var got = (await Run(Catalogue(Tiny()), "vector", "--json")).Json;

        var manifest = Path.Combine(Models, "vector.json");
        Assert.Equal(manifest, got.GetProperty("manifest").GetString());
        Assert.True(got.GetProperty("fetched").GetBoolean());
        Assert.Equal(
            [$"mote cohort build --models {Models} --photos FOLDER --labels FILE --out cohort.pack", $"mote up --models {Models} --cohort cohort.pack"],
            got.GetProperty("next").EnumerateArray().Select(step => step.GetString()));
        var written = JsonDocument.Parse(File.ReadAllBytes(manifest)).RootElement;
        Assert.Equal((TestModels.Hash(Whole), "bgr", 4), (written.GetProperty("sha256").GetString(), written.GetProperty("colours").GetString(), written.GetProperty("dimension").GetInt32()));
    }

    [Fact]
    public async Task Get_AlreadyThere_SaysSoAndFetchesNothing()
    {
        File.WriteAllBytes(Path.Combine(Models, "under_another_name.onnx"), Whole);

        var got = await Get(Tiny());

        Assert.Equal(ExitCode.Done, got.ExitCode);
        Assert.Contains("Already there and right: ", got.Output, StringComparison.Ordinal);
        Assert.Empty(Server.Ranges);
    }

    [Fact]
    public async Task Get_DamagedFileThere_ReplacesItOnceTheRightOneIsWhole()
    {
        File.WriteAllText(Target, "damaged");
        Server.Says(404).Gives(Whole);

        Assert.Equal(ExitCode.Failed, (await Get(Tiny())).ExitCode);
        Assert.Equal("damaged", File.ReadAllText(Target));
        var got = await Get(Tiny());

        Assert.Contains("is damaged and will be replaced.", got.Output, StringComparison.Ordinal);
        AssertWhole();
    }

    [Fact]
    public async Task Get_AnotherModelOfThatNameWithItsManifest_IsLeftAlone()
    {
        File.WriteAllText(Target, "own");
        File.WriteAllText(Path.ChangeExtension(Target, ".json"), $$"""{"sha256":"{{TestModels.Hash("own"u8.ToArray())}}"}""");

        var got = await Get(Tiny());

        Assert.Equal(ExitCode.Usage, got.ExitCode);
        Assert.Contains("is another model, as its manifest says", got.Errors, StringComparison.Ordinal);
        Assert.Equal("own", File.ReadAllText(Target));
    }

    [Fact]
    public async Task Get_RealModels_AreTakenFromDiskAndVerified()
    {
        var shared = SharedData.Path("models");
        string[] to = ["--to", Models];

        var detector = await MoteProcess.Run(["models", "get", "yunet", "--from", shared, .. to]);
        Assert.True(detector.ExitCode == ExitCode.Done, detector.Errors);
        Assert.EndsWith($"Next:\n  mote models get mobilefacenet --to {Models}\n", detector.Output, StringComparison.Ordinal);
        var embedder = await MoteProcess.Run(["models", "get", "mobilefacenet", "--from", shared, .. to]);
        Assert.True(embedder.ExitCode == ExitCode.Done, embedder.Errors);

        var verified = await MoteProcess.Run(["models", "verify", .. to]);
        Assert.Equal(
            (ExitCode.Done, "face_detection_yunet_2023mar.onnx: good (yunet of the catalogue)\nmobilefacenet.onnx: good (mobilefacenet of the catalogue)\n"),
            (verified.ExitCode, verified.Output));
        using var pipeline = ModelFiles.Find(Models, null, null).Open();
        Assert.Equal("MobileFaceNet (foamliu, a6cc903)", pipeline.Embedder.Name);
    }

    [Fact]
    public async Task Get_CommercialUseForbidden_NeedsTheLicenceAccepted()
    {
        Server.Gives(Whole);
        var research = Tiny() with { CommercialUse = false, Licence = "Research only" };

        var refused = await Get(research);
        Assert.Equal(
            (ExitCode.Usage, "The licence of tiny forbids commercial use: read it at https://nowhere.invalid/LICENSE, and give --accept-licence if you accept it. Nothing was fetched.\n"),
            (refused.ExitCode, refused.Errors));
        Assert.Empty(Server.Ranges);
        Assert.Empty(Directory.GetFiles(Models));

        Assert.Equal(ExitCode.Done, (await Get(research, "--accept-licence")).ExitCode);
        AssertWhole();
    }

    [Fact]
    public async Task Get_UnknownName_ListsTheNames()
    {
        var got = await Run(Catalogue(Tiny()), "nonsense");

        Assert.Equal(ExitCode.Usage, got.ExitCode);
        Assert.StartsWith("There is no model 'nonsense': get one of tiny, vector.", got.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FromAFolder_TakesTheFileThatFitsWhateverItsName()
    {
        Folder.Write("from/other.onnx", "another");
        File.WriteAllBytes(Folder["from/decoy.onnx"], RandomNumberGenerator.GetBytes(Whole.Length));
        File.WriteAllBytes(Folder["from/download (1)"], Whole);
        File.WriteAllBytes(Part, RandomNumberGenerator.GetBytes(100_000));

        Assert.Equal(ExitCode.Done, (await Get(Tiny(), "--from", Folder["from"])).ExitCode);

        Assert.Empty(Server.Ranges);
        AssertWhole();
    }

    [Fact]
    public async Task Get_FromAFolderWithoutIt_SaysWhatWasLookedFor()
    {
        Folder.Write("from/tiny_yunet.onnx", "another");

        var got = await Get(Tiny(), "--from", Folder["from"]);
        Assert.Equal(
            (ExitCode.Usage, $"No file in '{Folder["from"]}' is tiny: one with 300000 bytes and SHA-256 {TestModels.Hash(Whole)} is needed, under any name.\n"),
            (got.ExitCode, got.Errors));
        Assert.Empty(Directory.GetFiles(Models));

        Assert.StartsWith($"There is no folder '{Folder["none"]}'", (await Get(Tiny(), "--from", Folder["none"])).Errors, StringComparison.Ordinal);
    }
}
