using Mote.Evaluation.Runs;

namespace Mote.Evaluation.Tests.Runs;

public sealed class EvaluationRunTests(ITestOutputHelper output) : IDisposable
{
    private const int People = 30;
    private const string Stage = "single-unit: 30 people, draw-2";

    private static readonly EvaluationSettings TwoDraws = new() { Recipes = ["cosine", "single-unit"], Draws = 2 };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-evaluation-tests-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ThirtyPeople_GivesFiguresThatMakeSense()
    {
        var finished = await Run("all", new EvaluationSettings { Recipes = ["cosine", "cosine-norm", "single-unit", "compact"] });

        foreach (var recipe in finished.Recipes)
        {
            output.WriteLine($"{recipe.Name}: EER {recipe.Eer:P2}, FNMR {string.Join(", ", recipe.FnmrAtFmr.Select(point => $"{point.Value.Fnmr:P2} at {point.Key}"))}, {recipe.TrainMsMedian:F0} ms, {recipe.ScoreNsMedian:F0} ns");
            Assert.InRange(recipe.Eer, 0, 0.05);
            Assert.All(recipe.FnmrAtFmr, point => Assert.InRange(point.Value.Fnmr, 0, 0.15));
            Assert.All(recipe.FnmrAtFmr, point => Assert.True(point.Value.Low <= point.Value.Fnmr && point.Value.Fnmr <= point.Value.High));
            Assert.InRange(recipe.FnmrAtFmr["1e-2"].Fmr, 0.005, 0.01);
            Assert.Equal(People, recipe.FnmrAtFmr["1e-3"].ByGroup.Values.Sum(group => group.People));
            Assert.Equal(["balanced", "equal-fmr", "equal-fnmr", "none"], recipe.Policies.Keys);
            Assert.Equal(recipe.FnmrAtFmr["1e-3"].Fnmr, recipe.Policies["none"]["1e-3"].AtGlobalThreshold.Fnmr);
        }

        // One unit orders faces as cosine does, but for its eight bits.
        Assert.Equal(finished["cosine"].FnmrAtFmr["1e-2"].Fnmr, finished["single-unit"].FnmrAtFmr["1e-2"].Fnmr, 0.011);
        Assert.Equal(512, finished["cosine"].BytesPerIdentity);
        Assert.InRange(finished["single-unit"].StrangersAtZero!.Value, 0.95, 1);
        Assert.InRange(finished["compact"].StrangersAtZero!.Value, 0.9, 1);
        // Trained, and so not in no time; how long it takes is the machine's affair.
        Assert.InRange(finished["compact"].TrainMsMedian, double.Epsilon, 10_000);
        Assert.All(["single-unit", "compact"], name => Assert.InRange(finished[name].Calibrated!.AtStated["1e-2"].Fmr, 0.003, 0.03));
        Assert.Equal(1, finished["single-unit"].DrawsVersusSingleUnit!["1e-3"].Mean ?? 1);
        Assert.Equal(finished.Protocol.Mated + finished.Protocol.NonMated, People * finished.Protocol.Probes);
    }

    [Fact]
    public async Task Run_OnOneThreadOrThree_GivesTheSame()
    {
        var one = await Run("one", TwoDraws with { Threads = 1 });
        var three = await Run("three", TwoDraws with { Threads = 3 });

        Assert.Equal(one.WithoutTimes, three.WithoutTimes);
    }

    [Fact]
    public async Task Run_Stopped_GoesOnWhereItWasAndGivesTheSame()
    {
        var whole = await Run("whole", TwoDraws);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var stopping = new WatchedStages((title, done) =>
        {
            if (title == Stage && done >= 0.3)
                stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SmallEvaluation.Run(Folder("stopped"), stopping, TwoDraws, People, stop.Token));
        // A record that the end of the power cut in two.
        var scores = Assert.Single(Directory.GetFiles(Folder("stopped"), "single-unit-draw-2-*.scores"));
        await File.AppendAllBytesAsync(scores, [200, 1, 0, 0, 7, 7], Cancelled);

        var again = new WatchedStages();
        var resumed = await SmallEvaluation.Run(Folder("stopped"), again, TwoDraws, People, Cancelled);

        Assert.Equal(whole.WithoutTimes, resumed.WithoutTimes);
        Assert.InRange(again.Reports[Stage], 1, People - 9);
        Assert.DoesNotContain("single-unit: 30 people, draw-1", again.Reports.Keys);
    }

    [Fact]
    public async Task Run_ThreeReferences_IsBetterThanOne()
    {
        var one = await Run("references", new EvaluationSettings { Recipes = ["cosine"], Draws = 3 }, 120);
        var three = await Run("references", new EvaluationSettings { Recipes = ["cosine"], Draws = 3, References = 3 }, 120);

        Assert.True(three["cosine"].Draws["1e-3"].Mean < one["cosine"].Draws["1e-3"].Mean);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    private Task<Finished> Run(string folder, EvaluationSettings settings, int people = People) => SmallEvaluation.Run(Folder(folder), new WatchedStages(), settings, people, Cancelled);
}
