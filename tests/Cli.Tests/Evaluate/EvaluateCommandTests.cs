using System.Text.Json;
using System.Text.Json.Nodes;
using Mote.Cli.Output;
using Mote.Tests;

namespace Mote.Cli.Tests.Evaluate;

public sealed class EvaluateCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Takes", "long")]
    public async Task Evaluate_KilledInTheMiddle_GoesOnAndReportsTheSame()
    {
        var some = SomeEmbeddings.Write(_folder, cohort: 90, subjects: 30);
        var whole = await MoteProcess.Run(Arguments(some, "whole"));
        Assert.True(whole.ExitCode == ExitCode.Done, whole.Errors);
        Assert.DoesNotContain("Unhandled", whole.Errors, StringComparison.Ordinal);
        Assert.Equal(30, whole.Json.GetProperty("subjects").GetInt32());

        await using (var killed = MoteProcess.Start(Arguments(some, "killed")))
            await Until(() => Directory.Exists(_folder["killed/work"]) && Directory.GetFiles(_folder["killed/work"], "cosine-draw-1-*").Any(file => new FileInfo(file).Length > 0));
        Assert.False(File.Exists(_folder["killed/report.json"]));
        var again = await MoteProcess.Run(Arguments(some, "killed"));

        Assert.Equal(ExitCode.Done, again.ExitCode);
        Assert.Equal(WithoutTimes(whole.Json), WithoutTimes(again.Json));
        Assert.Equal(WithoutTimes(whole.Json), WithoutTimes(JsonDocument.Parse(await File.ReadAllTextAsync(_folder["killed/report.json"], TestContext.Current.CancellationToken)).RootElement));
        Assert.StartsWith("<!doctype html>", await File.ReadAllTextAsync(_folder["killed/report.html"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Give --embeddings or --photos, one of the two.")]
    [InlineData("Give --embeddings or --photos, one of the two.", "--embeddings", "e.npy", "--photos", "p")]
    [InlineData("There is no recipe 'nonsense': give some of cosine, cosine-norm, single-unit, paper, compact.", "--embeddings", "e.npy", "--recipes", "cosine,nonsense")]
    [InlineData("--subjects is at least 2", "--embeddings", "e.npy", "--subjects", "1")]
    [InlineData("--draws and --references are at least 1.", "--embeddings", "e.npy", "--draws", "0")]
    [InlineData("There is no file 'l': --labels", "--embeddings", "e.npy")]
    public async Task Evaluate_WronglyUsed_SaysWhatToGive(string message, params string[] arguments)
    {
        var wrong = await MoteProcess.Run(["evaluate", "--labels", "l", "--out", _folder["out"], .. arguments]);

        Assert.Equal((ExitCode.Usage, ""), (wrong.ExitCode, wrong.Output));
        Assert.StartsWith(message, wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_FewerLabelsThanRows_IsWrongUseAndWritesNothing()
    {
        var embeddings = SharedData.Path("lfw/mobilefacenet_128.npy");
        var labels = _folder.Write("labels.csv", "image,identity,gender,partition", "1.jpg,ann,F,enrol");

        var wrong = await MoteProcess.Run("evaluate", "--embeddings", embeddings, "--labels", labels, "--out", _folder["out"]);

        Assert.Equal(ExitCode.Usage, wrong.ExitCode);
        Assert.Contains("has 13233 rows and", wrong.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    public void Dispose() => _folder.Dispose();

    private string[] Arguments((string Embeddings, string Labels) some, string folder) =>
    [
        "evaluate", "--json", "--embeddings", some.Embeddings, "--labels", some.Labels,
        "--subjects", "30", "--recipes", "cosine,single-unit", "--out", _folder[folder],
    ];

    /// <summary>A report without the two times a recipe, which no run repeats.</summary>
    private static string WithoutTimes(JsonElement report)
    {
        var node = JsonNode.Parse(report.GetRawText())!;
        foreach (var recipe in node["recipes"]!.AsArray())
        {
            recipe!["trainMsMedian"] = 0;
            recipe["scoreNsMedian"] = 0;
        }

        return node.ToJsonString();
    }

    private static async Task Until(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
    }
}
