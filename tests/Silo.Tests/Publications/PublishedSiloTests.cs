using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests.Publications;

/// <summary>The silo as it is handed on: it runs without libtorch, and says what it lacks.</summary>
public sealed class PublishedSiloTests(PublishedSilo silo) : IClassFixture<PublishedSilo>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-published-silo-");
    private readonly Publication _published = silo.Publication;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silo_MovedElsewhere_EnrolsByEveryRecipeButThatOfLibtorch()
    {
        Assert.False(Directory.Exists(_published["torch"]));
        await using var process = SiloProcess.Of(Plan, _published.Program);
        await process.Start();
        var photo = TwoRealms.Photo();

        foreach (var recipe in new[] { "compact", "single-unit" })
        {
            await process.Client.EnrolAsync(recipe, photo, new EnrolmentSettings { Recipe = recipe }, cancellationToken: Cancelled);
            Assert.True((await process.Client.VerifyAsync(recipe, photo, cancellationToken: Cancelled)).IsMatch);
        }

        var refused = await Assert.ThrowsAsync<MoteClientException>(() =>
            process.Client.EnrolAsync("paper", photo, new EnrolmentSettings { Recipe = "paper" }, cancellationToken: Cancelled));
        Assert.Equal(ProblemCode.RecipeUnavailable, refused.Code);
        Assert.Contains("publish with -p:WithTorch=true", refused.Message, StringComparison.Ordinal);

        // It is looked for each time: no silo is started anew for it.
        using (_published.WithTorch())
            await process.Client.EnrolAsync("paper", photo, new EnrolmentSettings { Recipe = "paper" }, cancellationToken: Cancelled);
    }

    [Theory]
    [InlineData("libonnxruntime.so")]
    [InlineData("libSkiaSharp.so")]
    [InlineData("libe_sqlite3.so")]
    [InlineData("libMono.Unix.so")]
    [InlineData("Orleans.Runtime.dll")]
    [InlineData("Mote.Ownership.dll")]
    public async Task Silo_LibraryMissing_EndsWithOneLine(string file)
    {
        var name = Path.GetRelativePath(_published.Folder, Directory.EnumerateFiles(_published.Folder, file, SearchOption.AllDirectories).Single());
        using var missing = _published.Without(name);
        await using var process = SiloProcess.Of(Plan, _published.Program);
        process.Launch();
        Assert.Equal(1, await process.Ended());
        Assert.Contains($"'{name}' is missing", Assert.Single(process.Output().Trim().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // Drawn faces make weak networks.
    private SiloPlan Plan => new SiloPlan(_folder.FullName) { Models = SiloModels.Demo with { Cohort = DemoCohort.File } }.With(("Mote:Certificate:MostFalseNonMatchRate", "1"));
}
