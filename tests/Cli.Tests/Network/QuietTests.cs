using System.Net;
using Mote.Cli.Output;
using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Cli.Tests.Network;

/// <summary>No command asks anything outwards or leaves anything in the home of who runs it.</summary>
public sealed class QuietTests(DrawnPhotos drawn) : IDisposable, IClassFixture<DrawnPhotos>
{
    private static readonly string Models = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models");

    private readonly TemporaryFolder _folder = new();
    private readonly Surroundings _around = new();

    /// <summary>The first shows that the others would see something.</summary>
    [Fact]
    public async Task Surroundings_SomebodyAsks_AreAwareOfIt()
    {
        using var handler = new HttpClientHandler { Proxy = new WebProxy(_around.Environment(null).First(setting => setting.Name == "https_proxy").Value) };
        using var http = new HttpClient(handler);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync("https://example.test/", TestContext.Current.CancellationToken));

        Assert.True(_around.Connections > 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public async Task Up_WithAnEnrolment_IsQuiet(string? telemetry)
    {
        var photo = _folder["somebody.jpg"];
        await File.WriteAllBytesAsync(photo, PortraitStudio.Take(Person.Of(Populations.Unseen, 1), 0).Jpeg, TestContext.Current.CancellationToken);
        await using (var silo = MoteProcess.Start(_around.Environment(telemetry), "up", "--json", "--data", _folder["data"], "--keys", _folder["keys"], "--urls", "http://127.0.0.1:0"))
        {
            var started = await silo.Document();
            var enrolled = await MoteProcess.Run(
                [.. _around.Environment(telemetry), ("MOTE_API_KEY", started.GetProperty("newKey").GetString()!)],
                "enroll", "somebody", photo, "--address", started.GetProperty("address").GetString()!);
            Assert.True(enrolled.ExitCode == ExitCode.Done, enrolled.Errors);
            Assert.Equal(ExitCode.Done, (await silo.Stop()).ExitCode);
        }

        AssertQuiet();
    }

    [Fact]
    public Task Demo_IsQuiet() => RunQuietly("demo", "--people", "2", "--strangers", "2", "--report", _folder["demo.html"]);

    [Fact]
    public Task Evaluate_Photos_IsQuiet() => RunQuietly(
        "evaluate", "--json", "--models", Models, "--photos", drawn.Folder, "--labels", drawn.Labels, "--recipes", "cosine", "--out", _folder["out"]);

    [Fact]
    public Task CohortBuild_IsQuiet() => RunQuietly(
        "cohort", "build", "--json", "--models", Models, "--photos", drawn.Folder, "--labels", drawn.Labels, "--recipes", "single-unit", "--data", _folder["data"], "--keys", _folder["keys"], "--out", _folder["cohort.pack"]);

    public void Dispose()
    {
        _around.Dispose();
        _folder.Dispose();
    }

    private async Task RunQuietly(params string[] arguments)
    {
        var run = await MoteProcess.Run([.. _around.Environment(null), ("TMPDIR", _folder.Root)], arguments);
        Assert.True(run.ExitCode == ExitCode.Done, run.Errors);
        AssertQuiet();
    }

    private void AssertQuiet()
    {
        Assert.Equal(0, _around.Connections);
        Assert.Empty(_around.Left);
    }
}
