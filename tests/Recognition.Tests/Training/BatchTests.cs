using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Spaces;
using Mote.Recognition.Training;
using Mote.Tests;

namespace Mote.Recognition.Tests.Training;

public sealed class BatchTests
{
    private static readonly Lazy<CohortPack> Pack = new(() => CohortPack.Create(LfwEmbeddings.Load().Cohort(120), 1));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Subjects of one to eight references, in batches that fill no round of anything.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(17)]
    public void Train_Batch_GivesToTheBitWhatEachAloneGives(int size)
    {
        var trainer = new CompactTrainer();
        TrainingOrder[] orders = [.. Enumerable.Range(0, size).Select(subject => Order(subject, references: 1 + subject % 8))];

        var batch = trainer.Train(orders);

        Assert.Equal(size, batch.Count);
        foreach (var (order, attempt) in orders.Zip(batch))
            Assert.Equal(Weights(trainer.Train(order.Problem, order.Seed, null, Cancelled)), Weights(attempt.Value));
    }

    [Fact]
    public void Train_OneCancelledOneFailingOneWrong_HarmNoOther()
    {
        using var stop = new CancellationTokenSource();
        var trainer = new CompactTrainer();
        var told = new List<double>();
        TrainingOrder[] orders =
        [
            Order(0, 1) with { Progress = new Reports(told.Add) },
            Order(1, 1) with { Progress = new Reports(_ => stop.Cancel()), CancellationToken = stop.Token },
            Order(2, 1) with { Progress = new Reports(_ => throw new InvalidDataException("no")) },
            Order(3, 1) with { Problem = Order(3, 1).Problem with { References = [new float[5]] } },
            Order(4, 3),
            Order(5, 1) with { CancellationToken = new CancellationToken(true) },
        ];

        var batch = trainer.Train(orders);

        Assert.IsType<OperationCanceledException>(batch[1].Failure);
        Assert.IsType<InvalidDataException>(batch[2].Failure);
        Assert.IsAssignableFrom<ArgumentException>(batch[3].Failure);
        Assert.IsType<OperationCanceledException>(batch[5].Failure);
        Assert.Throws<InvalidDataException>(() => batch[2].Value);
        foreach (var alive in new[] { 0, 4 })
            Assert.Equal(Weights(trainer.Train(orders[alive].Problem, orders[alive].Seed, null, Cancelled)), Weights(batch[alive].Value));
        Assert.Equal(told.Order(), told);
        Assert.Equal(1, told[^1], 1e-9);
    }

    [Fact]
    public void Train_NobodyOrSeveralCohorts_IsEmptyOrRefused()
    {
        var trainer = new CompactTrainer();
        Assert.Empty(trainer.Train([]));
        var elsewhere = Order(0, 1).Problem with { Space = FaceSpace.Of(Pack.Value.Cohort.Training, Pack.Value.Cohort.Groups.Count) };
        Assert.Throws<ArgumentException>(() => trainer.Train([Order(1, 1), Order(0, 1) with { Problem = elsewhere }]));
    }

    /// <summary>What has no batch of its own trains one after another, under the same contract.</summary>
    [Fact]
    public void Train_RecipeWithoutABatch_KeepsFailuresApart()
    {
        IRecipeTrainer trainer = new SingleUnitTrainer();
        var batch = trainer.Train([Order(0, 1), Order(1, 1) with { Progress = new Reports(_ => throw new InvalidDataException("no")) }, Order(2, 2)]);
        Assert.Equal(Recipe.SingleUnit, batch[0].Value.Recipe);
        Assert.IsType<InvalidDataException>(batch[1].Failure);
        Assert.Equal(Weights(trainer.Train(Order(2, 2).Problem, 2, null, Cancelled)), Weights(batch[2].Value));
    }

    private static TrainingOrder Order(int subject, int references)
    {
        var lfw = LfwEmbeddings.Load();
        var problem = new TrainingProblem(
            [.. lfw.Of("enrol").Skip(subject).Take(references).Select(row => (ReadOnlyMemory<float>)lfw.Rows[row])],
            Pack.Value.Cohort,
            Pack.Value.Space,
            RecipeBook.Of(Recipe.Compact).Samples(Pack.Value, CohortPartition.Training),
            RecipeBook.Of(Recipe.Compact).Samples(Pack.Value, CohortPartition.Validation),
            subject % 3 * 0.4,
            Pack.Value.Fit.Tau0);
        return new TrainingOrder(problem, (ulong)subject, null, Cancelled);
    }

    private static float[] Weights(Network network) => [.. network.Layers.SelectMany(layer => layer.Weights.ToArray().Concat(layer.Biases.ToArray()))];

    private sealed class Reports(Action<double> told) : IProgress<double>
    {
        public void Report(double value) => told(value);
    }
}
