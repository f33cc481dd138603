using System.Text.Json;
using System.Text.RegularExpressions;
using Mote.Cli.Output;
using Mote.Tests;

namespace Mote.Cli.Tests.Demo;

public sealed class DemoCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Takes", "long")]
    public async Task Demo_RealPhotos_VerifiesTheSameAfterTheRestartAndLeavesNothing()
    {
        var (models, photos, labels) = (SharedData.Path("models"), SharedData.Path("lfw/photos"), SharedData.Path("lfw/labels.csv"));

        var demo = await MoteProcess.Run(
            [("TMPDIR", _folder.Root)],
            "demo", "--json", "--models", models, "--photos", photos, "--labels", labels, "--people", "6", "--strangers", "10", "--cohort-limit", "50", "--report", _folder["real.html"]);

        Assert.True(demo.ExitCode == ExitCode.Done, demo.Errors);
        var result = demo.Json;
        Assert.Equal(6, result.GetProperty("enrolled").GetInt32() + Sum(result, "failuresToEnrol"));
        Assert.Equal(result.GetProperty("enrolled").GetInt32(), Sum(result, "enrolledByGroup"));

        var (mated, nonMated) = (result.GetProperty("matedComparisons").GetInt32(), result.GetProperty("nonMatedComparisons").GetInt32());
        Assert.InRange(mated, 1, 18);
        Assert.True(nonMated + result.GetProperty("comparisonsNotAcquired").GetInt32() >= 10 * result.GetProperty("enrolled").GetInt32());
        Assert.Equal(mated + nonMated, result.GetProperty("verifiedAfterRestart").GetInt32());
        Assert.True(result.GetProperty("sameDecisionsAfterRestart").GetBoolean());

        Assert.Equal((double)result.GetProperty("falseNonMatches").GetInt32() / mated, result.GetProperty("fnmr").GetDouble());
        Assert.Equal((double)result.GetProperty("falseMatches").GetInt32() / nonMated, result.GetProperty("fmr").GetDouble());
        // Six people carry no rate, but a service that rejects its own or lets strangers in would show even here.
        Assert.InRange(result.GetProperty("fnmr").GetDouble(), 0, 0.25);
        Assert.InRange(result.GetProperty("fmr").GetDouble(), 0, 0.05);
        Assert.InRange(result.GetProperty("cosineFnmr").GetDouble(), 0, 0.25);
        Assert.Equal(["F", "M"], result.GetProperty("fnmrByGroup").EnumerateObject().Select(group => group.Name));
        Assert.True(result.GetProperty("enrolMsMedian").GetDouble() > 0 && result.GetProperty("verifyMsMedian").GetDouble() > 0);
        Assert.InRange(result.GetProperty("bytesPerIdentity").GetInt32(), 100, 5000);

        // A page of real people shows none of them.
        var page = await File.ReadAllTextAsync(_folder["real.html"], TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);

        Assert.DoesNotContain("mote_", demo.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetDirectories(_folder.Root), folder => Path.GetFileName(folder).StartsWith("mote-demo-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Demo_NoFiles_RunsOnPeopleWhoDoNotExistAndShowsThem()
    {
        var demo = await MoteProcess.Run([("TMPDIR", _folder.Root)], "demo", "--people", "5", "--strangers", "6", "--report", _folder["demo.html"]);

        Assert.True(demo.ExitCode == ExitCode.Done, demo.Errors);
        Assert.Contains("-2.jpg for person-001: Match: person-001.", demo.Output, StringComparison.Ordinal);
        Assert.Contains("for person-002: No match: this is not person-002", demo.Output, StringComparison.Ordinal);
        Assert.Contains("mote up", demo.Output, StringComparison.Ordinal);
        Assert.Contains("mote models get mobilefacenet", demo.Output, StringComparison.Ordinal);

        var page = await File.ReadAllTextAsync(_folder["demo.html"], TestContext.Current.CancellationToken);
        Assert.Contains("data:image/jpeg;base64,", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("aria-label=\"Histogram: ").Length - 1);
        // Four people, each with a photo of their own and one of somebody else, explained.
        Assert.Equal(8, page.Split("alt=\"Heat map. A photo of").Length - 1);
        Assert.Contains("Is this person-001? Yes.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetDirectories(_folder.Root), folder => Path.GetFileName(folder).StartsWith("mote-demo-", StringComparison.Ordinal));
    }

    /// <summary>Whoever follows what the screen says, and nothing else, finds the demo's people in the console.</summary>
    [Fact]
    public async Task Demo_Staying_TellsItsPeopleApart_AndLeavesTheConsoleWithThemUntilItIsStopped()
    {
        await using var demo = MoteProcess.Start(
            [("TMPDIR", _folder.Root)], "demo", "--json", "--stay", "--people", "12", "--strangers", "40", "--seed", "2", "--report", _folder["demo.html"]);
        var result = await demo.Document();
        Assert.Equal(12, result.GetProperty("enrolled").GetInt32() + Sum(result, "failuresToEnrol"));
        Assert.True(result.GetProperty("sameDecisionsAfterRestart").GetBoolean());
        // A dozen people carry no rate, but a model that tells nobody apart would show.
        Assert.InRange(result.GetProperty("fnmr").GetDouble(), 0, 0.5);
        Assert.InRange(result.GetProperty("fmr").GetDouble(), 0, 0.05);
        Assert.Equal(["A", "B"], result.GetProperty("fnmrByGroup").EnumerateObject().Select(group => group.Name));

        var console = result.GetProperty("console");
        Assert.True(File.Exists(Path.Combine(console.GetProperty("photos").GetString()!, "person-001-2.jpg")));

        using var browser = new HttpClient { BaseAddress = new Uri(console.GetProperty("address").GetString()!) };
        var page = await browser.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);
        var token = Regex.Match(page, "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("key", console.GetProperty("key").GetString()!)]);
        using var signedIn = await browser.PostAsync("/sign-in", form, TestContext.Current.CancellationToken);
        var people = await signedIn.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("person-001", people, StringComparison.Ordinal);
        Assert.Contains($"{result.GetProperty("enrolled")} enrolled", people, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Done, (await demo.Stop()).ExitCode);
        Assert.DoesNotContain(Directory.GetDirectories(_folder.Root), folder => Path.GetFileName(folder).StartsWith("mote-demo-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--models", "models")]
    [InlineData("--photos", "photos")]
    [InlineData("--labels", "labels.csv")]
    public async Task Demo_SomeFilesOnly_AsksForTheOthers(string option, string value)
    {
        var demo = await MoteProcess.Run("demo", option, value);

        Assert.Equal(ExitCode.Usage, demo.ExitCode);
        Assert.Contains("Real people need --models, --photos and --labels together", demo.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--people", "1", "--people is at least 2.")]
    [InlineData("--strangers", "0", "--strangers is at least 1.")]
    [InlineData("--people", "many", "'many'")]
    public async Task Demo_NumberOutOfBounds_IsWrongUse(string option, string value, string message)
    {
        var demo = await MoteProcess.Run("demo", "--models", _folder.Root, "--photos", _folder.Root, "--labels", "none.csv", option, value);

        Assert.Equal(ExitCode.Usage, demo.ExitCode);
        Assert.Contains(message, demo.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_NoPhotos_NamesWhatWasLookedForAndMakesNoFolder()
    {
        _folder.Write("models/yunet.onnx");
        _folder.Write("models/embedder.onnx");

        var demo = await MoteProcess.Run([("TMPDIR", _folder.Root)], "demo", "--json", "--models", _folder["models"], "--photos", _folder["nowhere"], "--labels", _folder["labels.csv"]);

        Assert.Equal(ExitCode.Usage, demo.ExitCode);
        Assert.Contains($"There is no folder '{_folder["nowhere"]}'", demo.Errors, StringComparison.Ordinal);
        Assert.Equal("usage", demo.Json.GetProperty("code").GetString());
        Assert.DoesNotContain(Directory.GetDirectories(_folder.Root), folder => Path.GetFileName(folder).StartsWith("mote-demo-", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private static int Sum(JsonElement result, string counts) => result.GetProperty(counts).EnumerateObject().Sum(count => count.Value.GetInt32());
}
