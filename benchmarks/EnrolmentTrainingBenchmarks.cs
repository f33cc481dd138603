using BenchmarkDotNet.Attributes;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Training;
using Mote.Tests;

namespace Mote.Benchmarks;

/// <summary>Training one subject's network on the full cohort, synthesis included.</summary>
public class EnrolmentTrainingBenchmarks
{
    private CohortPack _pack = null!;
    private float[] _reference = null!;

    [GlobalSetup]
    public void Load()
    {
        var lfw = LfwEmbeddings.Load();
        _pack = CohortPack.Create(lfw.Cohort(), 1);
        _reference = lfw.Rows[lfw.Of("enrol").First()];
    }

    [Benchmark(Baseline = true)]
    public Network Paper() => Train(new PaperTrainer());

    [Benchmark]
    public Network Compact() => Train(new CompactTrainer());

    private Network Train(IRecipeTrainer trainer) => trainer.Train(
        new TrainingProblem(
            [_reference],
            _pack.Cohort,
            _pack.Space,
            _pack.Sampler(trainer.Recipe, CohortPartition.Training),
            _pack.Sampler(trainer.Recipe, CohortPartition.Validation),
            0.5,
            _pack.Fit.Tau0),
        1,
        null,
        CancellationToken.None);
}
