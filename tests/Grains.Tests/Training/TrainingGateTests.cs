using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Training;
using Mote.Protocol;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Templates;
using Mote.Tests;
using Certificate = Mote.Recognition.Certification.Certificate;

namespace Mote.Grains.Tests.Training;

/// <summary>
/// Enrolments that come while the only place is taken, with the cohort that comes with Mote. Whoever trains is held where its
/// progress is told, so that what waits and what was taken along can be read off in peace.
/// </summary>
public sealed class TrainingGateTests : IDisposable
{
    private static readonly Lazy<CohortPack> Pack = new(() => CohortPack.Load(Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models", "mote-demo.cohort")));
    private static readonly Lazy<NetworkTraining> Training = new(() => NetworkTraining.With(Pack.Value));

    private readonly List<Held> _held = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Train_SeveralWaiting_AreOneBatchAndEachIsWhatItIsAlone()
    {
        using var gate = Gate();
        var (first, second) = (Hold(), Hold());
        var training = Enrol(gate, 0, first);
        await first.Begun();
        Task<(ModelTemplate Template, Certificate Certificate)>[] waiting = [Enrol(gate, 1, second), Enrol(gate, 2), Enrol(gate, 3)];
        Assert.Equal((1, 3), (gate.Load.AtWork, gate.Load.Waiting));

        first.Release();
        await second.Begun();
        // One is held and the others wait no more: they are with it.
        Assert.Equal((1, 0), (gate.Load.AtWork, gate.Load.Waiting));
        second.Release();

        await training;
        foreach (var (subject, task) in waiting.Index())
        {
            using var alone = Gate();
            var ((template, certificate), (expected, measured)) = (await task, await Enrol(alone, subject + 1));
            Assert.Equal(expected.Network.Layers[0].Weights.ToArray(), template.Network.Layers[0].Weights.ToArray());
            Assert.Equal(expected.Calibration, template.Calibration);
            Assert.Equal(measured.Figures.Samples, certificate.Figures.Samples);
        }
    }

    [Fact]
    public async Task Train_NobodyElseWaits_BeginsAtOnce()
    {
        using var gate = Gate();
        var held = Hold();
        var training = Enrol(gate, 0, held);
        await held.Begun();
        held.Release();
        await training;
        Assert.Equal((0, 0), (gate.Load.AtWork, gate.Load.Waiting));
    }

    [Fact]
    public async Task Train_MoreThanABatch_LeavesTheOthersWaiting()
    {
        using var gate = Gate(batchSize: 2);
        var (first, second) = (Hold(), Hold());
        var training = Enrol(gate, 0, first);
        await first.Begun();
        Task[] waiting = [Enrol(gate, 1, second), Enrol(gate, 2), Enrol(gate, 3)];

        first.Release();
        await second.Begun();
        Assert.Equal(1, gate.Load.Waiting);
        second.Release();
        await Task.WhenAll([training, .. waiting]);
    }

    [Fact]
    public async Task Train_AnotherRecipeAmongThem_WaitsForItsOwnTurn()
    {
        using var gate = Gate();
        var (first, second) = (Hold(), Hold());
        var training = Enrol(gate, 0, first);
        await first.Begun();
        var (before, other, after) = (Enrol(gate, 1, second), Enrol(gate, 2, recipe: Recipe.SingleUnit), Enrol(gate, 3));

        first.Release();
        await second.Begun();
        Assert.Equal(1, gate.Load.Waiting);
        Assert.False(other.IsCompleted);
        second.Release();

        await Task.WhenAll(training, before, after);
        Assert.Equal(Recipe.SingleUnit, (await other).Template.Recipe);
    }

    [Fact]
    public async Task Train_OneOfABatchCancelledOneFailing_TheOthersAreEnrolled()
    {
        using var gate = Gate();
        using var stop = new CancellationTokenSource();
        var (first, second) = (Hold(), Hold());
        var training = Enrol(gate, 0, first);
        await first.Begun();
        var leading = Enrol(gate, 1, second);
        var stopped = Enrol(gate, 2, stop: stop);
        var failing = Enrol(gate, 3, new Failing());
        var last = Enrol(gate, 4);

        first.Release();
        await second.Begun();
        await stop.CancelAsync();
        second.Release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidDataException>(() => failing)).Message);
        await Task.WhenAll(training, leading, last);
    }

    [Fact]
    public async Task Train_CancelledWhileWaiting_LeavesAtOnceAndTakesNobodyAlong()
    {
        using var gate = Gate();
        using var stop = new CancellationTokenSource();
        var first = Hold();
        var training = Enrol(gate, 0, first);
        await first.Begun();
        var (stopped, other) = (Enrol(gate, 1, stop: stop), Enrol(gate, 2));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.Equal(1, gate.Load.Waiting);
        first.Release();
        await Task.WhenAll(training, other);
    }

    [Fact]
    public async Task Train_MoreThanMayWait_IsOverloadedAndHarmsNobody()
    {
        using var gate = Gate(queueLimit: 1);
        var first = Hold();
        var training = Enrol(gate, 0, first);
        await first.Begun();
        var waiting = Enrol(gate, 1);
        Assert.Equal(ProblemCode.Overloaded, (await Assert.ThrowsAsync<MoteException>(() => Enrol(gate, 2))).Code);
        first.Release();
        await Task.WhenAll(training, waiting);
        await Enrol(gate, 2);
    }

    [Fact]
    public async Task Train_ProgressOfABatch_GoesToEach()
    {
        using var gate = Gate();
        var first = Hold();
        var training = Enrol(gate, 0, first);
        await first.Begun();
        Held[] told = [Hold(), Hold(), Hold()];
        foreach (var one in told)
            one.Release();
        Task[] waiting = [.. told.Select((one, i) => Enrol(gate, i + 1, one))];
        first.Release();
        await Task.WhenAll([training, .. waiting]);
        Assert.All(told, one => Assert.Equal(1, one.Last, 1e-9));
    }

    public void Dispose()
    {
        foreach (var held in _held)
            held.Dispose();
    }

    private static TrainingGate Gate(int batchSize = 16, int queueLimit = 64)
    {
        var options = new TrainingGateOptions { Concurrency = 1, QueueLimit = queueLimit, BatchSize = batchSize };
        return new TrainingGate(Options.Create(options), new TrainingInstruments(new OwnMeters()));
    }

    private static Task<(ModelTemplate Template, Certificate Certificate)> Enrol(
        TrainingGate gate, int subject, IProgress<double>? progress = null, Recipe recipe = Recipe.Compact, CancellationTokenSource? stop = null) => gate.Train(
            Training.Value,
            new EnrolmentOrder(
                [Pack.Value.Cohort.Validation.Embeddings[subject].ToArray()],
                new EnrolmentSettings { Recipe = recipe, Seed = (ulong)subject },
                new OrthogonalTransform(new byte[OrthogonalTransform.SeedBytes], Pack.Value.Cohort.Dimension),
                progress ?? new Progress<double>(),
                stop?.Token ?? Cancelled),
            null);

    private Held Hold()
    {
        var held = new Held();
        _held.Add(held);
        return held;
    }

    /// <summary>Training stands where it first tells how far it is, until it is let go.</summary>
    private sealed class Held : IProgress<double>, IDisposable
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _go = new();

        public double Last { get; private set; }

        public Task Begun() => _begun.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancelled);

        public void Release() => _go.Set();

        public void Report(double value)
        {
            _begun.TrySetResult();
            _go.Wait(Cancelled);
            Last = value;
        }

        public void Dispose()
        {
            _go.Set();
            _go.Dispose();
        }
    }

    private sealed class Failing : IProgress<double>
    {
        public void Report(double value) => throw new InvalidDataException("no");
    }
}
