using System.Security.Cryptography;
using Mote.Cli.Models;
using Mote.Cli.Output;

namespace Mote.Cli.Tests.Models;

/// <summary>A server, a catalogue that names it, and <c>mote models get</c> into an empty folder. The models are random bytes, since nothing opens them.</summary>
public abstract class ModelsGetBase : IAsyncLifetime
{
    private protected TemporaryFolder Folder { get; } = new();

    private protected ModelServer Server { get; private set; } = null!;

    private protected byte[] Whole { get; } = RandomNumberGenerator.GetBytes(300_000);

    private protected string Models => Folder["models"];

    private protected string Target => Path.Combine(Models, "tiny_yunet.onnx");

    private protected string Part => Target + ".part";

    public async ValueTask InitializeAsync()
    {
        Server = await ModelServer.Start();
        Directory.CreateDirectory(Models);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.DisposeAsync();
        Folder.Dispose();
    }

    private protected CatalogueModel Tiny() => TestModels.Detector(Whole, Server.Address);

    /// <summary>A catalogue of the detector and of an embedder, both of the same bytes.</summary>
    private protected string Catalogue(CatalogueModel tiny) => Folder.Catalogue(tiny, TestModels.Embedder(Whole, Server.Address));

    private protected Task<MoteProcess.Finished> Get(CatalogueModel tiny, params string[] more) => Run(Catalogue(tiny), ["tiny", .. more]);

    private protected Task<MoteProcess.Finished> Run(string catalogue, params string[] arguments) =>
        MoteProcess.Run(["models", "get", .. arguments, "--to", Models, "--catalogue", catalogue]);

    private protected async Task AssertRefused(string message)
    {
        var got = await Get(Tiny());
        Assert.Equal((ExitCode.Failed, message + "\n"), (got.ExitCode, got.Errors));
        Assert.Empty(Directory.GetFiles(Models));
    }

    private protected void AssertWhole()
    {
        Assert.Equal(Whole, File.ReadAllBytes(Target));
        Assert.False(File.Exists(Part));
    }
}
