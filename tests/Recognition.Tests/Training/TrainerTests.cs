using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Randomness;
using Mote.Recognition.Recipes;
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
        network.Margins(RecipeBook.Of(recipe).Faces(Pack.Value).Strangers, margins);
        Assert.True(network.Margin(RecipeBook.Of(recipe).Faces(Pack.Value).Of(problem.References[0].Span)) > margins.Max());
        if (recipe == Recipe.Compact)
            Assert.InRange(margins.Count(margin => margin <= 0) / (double)margins.Length, 0.7, 1);
    }

    [Fact]
    public void Draw_CompactSamples_AreThoseMostLikeTheReferencesAndAsManyOfEachGroup()
    {
        var problem = Problem(Recipe.Compact);
        var space = problem.Space;
        float[] one = Direction(LfwEmbeddings.Load().Of("enrol").First()), other = Direction(LfwEmbeddings.Load().Of("enrol").Skip(7).First());
        float Likeness(ReadOnlySpan<float> face, float[][] references)
        {
            var (direction, typicality) = (face[..^1].ToArray(), face[^1]);
            return references.Max(reference => TensorPrimitives.Dot<float>(direction, reference)) - typicality / space.DemandScale;
        }

        var nearest = NearestPeople.Of(space, [[.. one, .. other], [], one], 30);
        Assert.Empty(nearest[1]);
        foreach (var (rows, references) in new[] { (nearest[0], new[] { one, other }), (nearest[2], [one]) })
        {
            var expected = Enumerable.Range(0, space.People.Count).Select(row => Likeness(space.People[row], references)).OrderDescending().Take(30);
            Assert.Equal(expected, rows.Select(row => Likeness(space.People[row], references)), (first, second) => Math.Abs(first - second) < 1e-6f);
        }

        using var samples = new CompactSamples(30, 10, 2, space.PlacedLength);
        samples.Draw(problem, nearest[2], SeededRandom.Create(1));
        Assert.Equal(space.People[nearest[2][4]].ToArray(), Enumerable.Range(0, space.PlacedLength).Select(column => samples.Impostors[4, column]));
        Assert.Equal(20, samples.Genuine.Count);
        Assert.Equal([0.5f, 0.5f], samples.GenuineShares);
        for (var row = 0; row < 20; row++)
            Assert.InRange(Enumerable.Range(0, space.Dimension).Sum(column => samples.Genuine[row, column] * one[column]), 0.1f, 0.9999f);

        float[] Direction(int row)
        {
            var direction = new float[space.Dimension];
            space.Turn(LfwEmbeddings.Load().Rows[row], direction, space.Dimension);
            return direction;
        }
    }

    [Fact]
    public void Train_Compact_LeavesNothingPersonalButTheFrame()
    {
        var people = LfwEmbeddings.Load().Of("enrol").Take(3).Select(row => LfwEmbeddings.Load().Rows[row]).ToArray();
        var networks = people.Select(person => new CompactTrainer().Train(Problem(Recipe.Compact) with { References = [person] }, 1, null, TestContext.Current.CancellationToken)).ToArray();
        foreach (var network in networks.Skip(1))
        {
            Assert.Equal(networks[0].Layers[0].Biases.ToArray(), network.Layers[0].Biases.ToArray());
            Assert.Equal(networks[0].Layers[1].Weights.ToArray(), network.Layers[1].Weights.ToArray());
            foreach (var (one, other) in Gram(networks[0]).Zip(Gram(network)))
                Assert.Equal(one, other, 1e-5f);
        }

        static IEnumerable<float> Gram(Network network)
        {
            var first = network.Layers[0];
            return [.. from i in Enumerable.Range(0, first.Outputs)
                       from j in Enumerable.Range(0, first.Outputs)
                       select TensorPrimitives.Dot(first.Row(i), first.Row(j))];
        }
    }

    [Fact]
    public void Train_OptionsOutOfRange_AreRefusedAtOnce()
    {
        var problem = Problem(Recipe.Compact);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CompactTrainer(new CompactOptions { Units = 9 }).Train(problem, 1, null, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => new CompactTrainer(new CompactOptions { Softness = 0 }).Train(problem, 1, null, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PaperTrainer(new PaperOptions { Dropout = 1 }).Train(problem, 1, null, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => new PaperTrainer(new PaperOptions { BatchSize = 0 }).Train(problem, 1, null, TestContext.Current.CancellationToken));
    }

    private static IRecipeTrainer Trainer(Recipe recipe) =>
        recipe == Recipe.Paper ? new PaperTrainer(new PaperOptions { MostEpochs = 3 }) : new CompactTrainer();

    private static TrainingProblem Problem(Recipe recipe) => new(
        [LfwEmbeddings.Load().Rows[LfwEmbeddings.Load().Of("enrol").First()]],
        Pack.Value.Cohort,
        Pack.Value.Space,
        RecipeBook.Of(recipe).Samples(Pack.Value, CohortPartition.Training),
        RecipeBook.Of(recipe).Samples(Pack.Value, CohortPartition.Validation),
        0.5,
        Pack.Value.Fit.Tau0);

    private static float[] Weights(Network network) => [.. network.Layers.SelectMany(layer => layer.Weights.ToArray().Concat(layer.Biases.ToArray()))];

    private sealed class Reports(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
