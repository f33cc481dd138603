using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Randomness;
using Mote.Recognition.Training;
using Mote.Tests;

namespace Mote.Recognition.Tests.Training;

public sealed class TrainerTests
{
    private static readonly Lazy<CohortPack> Pack = new(() => CohortPack.Create(LfwEmbeddings.Load().Cohort(120), 1));

    public static TheoryData<Recipe> Trained => [Recipe.Paper, Recipe.Compact];

    [Theory]
    [MemberData(nameof(Trained))]
    public async Task Train_SameSeed_GivesTheSameWeightsWhateverElseIsTrained(Recipe recipe)
    {
        var expected = Weights(Trainer(recipe).Train(Problem(recipe), 5, null, TestContext.Current.CancellationToken));
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () => Weights(Trainer(recipe).Train(Problem(recipe), i < 2 ? 5u : 6u, null, TestContext.Current.CancellationToken)))));
        Assert.Equal(expected, all[0]);
        Assert.Equal(expected, all[1]);
        Assert.NotEqual(expected, all[2]);
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public void Train_CancelledInTheMiddle_Stops(Recipe recipe)
    {
        using var stop = new CancellationTokenSource();
        var seen = new List<double>();
        var progress = new Reports(value =>
        {
            seen.Add(value);
            stop.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => Trainer(recipe).Train(Problem(recipe), 1, progress, stop.Token));
        Assert.Single(seen);
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public void Train_Progress_RisesToOne(Recipe recipe)
    {
        var seen = new List<double>();
        Trainer(recipe).Train(Problem(recipe), 1, new Reports(seen.Add), TestContext.Current.CancellationToken);
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(1, seen[^1], 1e-9);
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public void Train_Network_TellsTheReferenceFromStrangers(Recipe recipe)
    {
        var problem = Problem(recipe);
        var network = Trainer(recipe).Train(problem, 1, null, TestContext.Current.CancellationToken);
        var margins = new float[problem.Cohort.Calibration.Count];
        network.Margins(problem.Cohort.Calibration.Embeddings, margins);
        Assert.True(network.Margin(problem.Reference.Span) > margins.Max());
        if (recipe == Recipe.Compact)
            Assert.InRange(margins.Count(margin => margin <= 0) / (double)margins.Length, 0.7, 1);
    }

    [Fact]
    public void Draw_CompactBatch_HasItsFourQuartersAndTargets()
    {
        var problem = Problem(Recipe.Compact);
        var batch = new CompactBatch(problem, new CompactOptions(), SeededRandom.Create(1));
        var (samples, targets, silence) = (new float[160 * problem.Reference.Length], new float[160], new float[160]);
        batch.Draw(samples, targets, silence);
        var rows = samples.Chunk(problem.Reference.Length).ToArray();
        Assert.Equal(160, rows.Length);
        var people = problem.Cohort.Training;
        var known = Enumerable.Range(0, people.Count).ToLookup(row => people.Embeddings[row][0], row => row);
        Assert.Equal(20, rows[..40].Count(row => people.Groups[known[row[0]].First()] == 0));
        Assert.All(rows[40..80], row => Assert.NotEmpty(known[row[0]]));
        Assert.All(rows[80..], row => Assert.Empty(known[row[0]]));
        foreach (var (i, row) in rows.Index())
        {
            var cosine = row.Zip(problem.Reference.ToArray(), (a, b) => a * b).Sum();
            Assert.Equal(Math.Clamp(10 * (cosine - problem.Tau0), 0, 6), targets[i], 1e-4f);
        }

        Assert.Equal(0.3f, silence.Sum(), 1e-4f);
        Assert.All(silence.Zip(targets), pair => Assert.Equal(pair.Second == 0, pair.First > 0));
    }

    [Fact]
    public void Train_OptionsOutOfRange_AreRefusedAtOnce()
    {
        var problem = Problem(Recipe.Compact);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompactTrainer(new CompactOptions { Units = 9 }).Train(problem, 1, null, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => new CompactTrainer(new CompactOptions { Steps = 0 }).Train(problem, 1, null, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PaperTrainer(new PaperOptions { Dropout = 1 }).Train(problem, 1, null, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => new PaperTrainer(new PaperOptions { BatchSize = 0 }).Train(problem, 1, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void OneCycle_RisesAndFalls()
    {
        var rates = Enumerable.Range(0, 500).Select(step => OneCycle.At(step, 500, 0.01)).ToArray();
        Assert.Equal(0.01, rates.Max(), 1e-9);
        Assert.Equal(50, Array.IndexOf(rates, rates.Max()));
        Assert.InRange(rates[0], 0.0003, 0.0005);
        Assert.InRange(rates[^1], 0, 1e-6);
    }

    private static IRecipeTrainer Trainer(Recipe recipe) =>
        recipe == Recipe.Paper ? new PaperTrainer(new PaperOptions { MostEpochs = 3 }) : new CompactTrainer(new CompactOptions { Steps = 300 });

    private static TrainingProblem Problem(Recipe recipe) => new(
        LfwEmbeddings.Load().Rows[LfwEmbeddings.Load().Of("enrol").First()],
        Pack.Value.Cohort,
        Pack.Value.Sampler(recipe, CohortPartition.Training),
        Pack.Value.Sampler(recipe, CohortPartition.Validation),
        0.5,
        Pack.Value.Fit.Tau0);

    private static float[] Weights(Network network) => [.. network.Layers.SelectMany(layer => layer.Weights.ToArray().Concat(layer.Biases.ToArray()))];

    private sealed class Reports(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
