using BenchmarkDotNet.Attributes;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Templates;
using Mote.Recognition.Training;
using Mote.Tests;

namespace Mote.Benchmarks;

/// <summary>Training one subject's network on the full cohort, synthesis included, and measuring it.</summary>
public class EnrolmentTrainingBenchmarks
{
    private CohortPack _pack = null!;
    private float[] _reference = null!;
    private Certifier _certifier = null!;
    private ModelTemplate _template = null!;

    [GlobalSetup]
    public void Load()
    {
        var lfw = LfwEmbeddings.Load();
        _reference = lfw.Rows[lfw.Of("enrol").First()];
        _pack = CohortPack.Create(lfw.Cohort(), 1);
        foreach (var recipe in new[] { Recipe.SingleUnit, Recipe.Compact })
            _pack = TailCalibration.Calibrate(_pack, recipe, TailCalibration.DefaultSubjects(recipe), 1, null, CancellationToken.None);
        _certifier = new Certifier(_pack);
        _template = new Enroller(_pack).Enrol([_reference], new EnrolmentSettings { Seed = 1 }, null, CancellationToken.None).Template;
    }

    [Benchmark(Baseline = true)]
    public Network Paper() => Train(new PaperTrainer());

    [Benchmark]
    public Network Compact() => Train(new CompactTrainer());

    [Benchmark]
    public Certificate CompactCertificate() => _certifier.Certify(_template, _reference, 1, null);

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
