using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Vision.Embedding;

namespace Mote.Cli.Tests.Models;

public sealed class ModelCatalogueTests : IDisposable
{
    private static readonly CatalogueModel Tiny = TestModels.Detector([1, 2, 3]);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void BuiltIn_MayAllBeUsedByABusinessAndComeOverHttps()
    {
        var models = ModelCatalogue.Load(null).Models;

        Assert.Equal(["yunet", "mobilefacenet", "sface"], models.Select(model => model.Name));
        Assert.All(models, model => Assert.True(model is { CommercialUse: true, Address.Scheme: "https", LicenceAddress.Scheme: "https" }));
        // Nothing of a moving branch: the bytes are pinned, and so is where they are.
        Assert.All(models, model => Assert.Matches("/[0-9a-f]{40}/", model.Address.AbsolutePath));
    }

    [Fact]
    public void BuiltIn_EmbedderThatThePipelineKnows_HasTheSameManifest()
    {
        var model = ModelCatalogue.Load(null).Find("mobilefacenet");

        var known = EmbedderManifest.Of(_folder["mobilefacenet.onnx"], model.Sha256);

        Assert.Equivalent(known, model.Manifest, strict: true);
    }

    [Fact]
    public void Load_WhatWasWritten_IsRead()
    {
        var models = ModelCatalogue.Load(_folder.Catalogue(Tiny, TestModels.Embedder([4]))).Models;

        Assert.Equal(Tiny, models[0]);
        Assert.Equal(ColourOrder.Bgr, models[1].Manifest!.Colours);
    }

    public static TheoryData<string, string> Flaws => new()
    {
        { "../tiny.onnx", "the file of 'tiny' is a plain file name" },
        { "/tiny.onnx", "the file of 'tiny' is a plain file name" },
        { "tiny.txt", "the file of 'tiny' is a plain file name" },
        { ".onnx", "the file of 'tiny' is a plain file name" },
    };

    [Theory]
    [MemberData(nameof(Flaws))]
    public void Load_FileOutsideTheFolder_IsRefused(string file, string flaw) => AssertRefused(flaw, Tiny with { File = file });

    [Fact]
    public void Load_Flawed_SaysHow()
    {
        AssertRefused("a name is empty", Tiny with { Name = "" });
        AssertRefused("the sha256 of 'tiny' is 64 lower-case", Tiny with { Sha256 = Tiny.Sha256.ToUpperInvariant() });
        AssertRefused("the bytes of 'tiny' are positive", Tiny with { Bytes = 0 });
        AssertRefused("the addresses of 'tiny' are whole ones", Tiny with { Address = new Uri("/tiny.onnx", UriKind.Relative) });
        AssertRefused("the embedder 'tiny' has a manifest", Tiny with { Purpose = ModelPurpose.Embedder });
        AssertRefused("the manifest of 'vector' names the same sha256", TestModels.Embedder([1]) with { Sha256 = Tiny.Sha256 });
        AssertRefused("'tiny' is there twice", Tiny, Tiny with { File = "other.onnx" });
        AssertRefused("two models are in 'tiny_yunet.onnx'", Tiny, Tiny with { Name = "other" });
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[{}]")]
    [InlineData("[null]")]
    [InlineData("not JSON")]
    public void Load_NoCatalogue_NamesTheFile(string text)
    {
        var path = _folder.Write("catalogue.json", text);

        var wrong = Assert.Throws<UsageException>(() => ModelCatalogue.Load(path));

        Assert.StartsWith($"The catalogue '{path}' cannot be used: ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NotThere_NamesTheFile() =>
        Assert.Equal($"There is no catalogue '{_folder["none.json"]}'.", Assert.Throws<UsageException>(() => ModelCatalogue.Load(_folder["none.json"])).Message);

    public void Dispose() => _folder.Dispose();

    private void AssertRefused(string flaw, params CatalogueModel[] models) =>
        Assert.Contains(flaw, Assert.Throws<UsageException>(() => ModelCatalogue.Load(_folder.Catalogue(models))).Message, StringComparison.Ordinal);
}
