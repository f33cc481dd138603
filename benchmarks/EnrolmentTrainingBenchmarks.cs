using BenchmarkDotNet.Attributes;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Training;
using Mote.Tests;

namespace Mote.Benchmarks;

/// <summary>Training subjects' networks on the full cohort, synthesis included, alone and in batches, and measuring one.</summary>
public class EnrolmentTrainingBenchmarks
{
    private const int Subjects = 16;

    private readonly CompactTrainer _compact = new();
    private CohortPack _pack = null!;
    private float[] _reference = null!;
    private Certifier _certifier = null!;
    private ModelTemplate _template = null!;
    private TrainingOrder[] _orders = [];

    [GlobalSetup]
    public void Load()
    {
        var lfw = LfwEmbeddings.Load();
        float[][] subjects = [.. lfw.Of("enrol").DistinctBy(row => lfw.Labels[row].Identity).Take(Subjects).Select(row => lfw.Rows[row])];
        _reference = subjects[0];
        _pack = CohortPack.Create(lfw.Cohort(), 1);
        foreach (var recipe in new[] { Recipe.SingleUnit, Recipe.Compact })
            _pack = TailCalibration.Calibrate(_pack, recipe, TailCalibration.DefaultSubjects(recipe), 1, null, CancellationToken.None);
        _certifier = new Certifier(_pack);
        _template = new Enroller(_pack).Enrol([_reference], new EnrolmentSettings { Seed = 1 }, null, CancellationToken.None).Template;
        _orders = [.. subjects.Select((subject, i) => new TrainingOrder(Problem(Recipe.Compact, subject), (ulong)i, null, CancellationToken.None))];
    }

    [Benchmark(Baseline = true)]
    public Network Paper() => new PaperTrainer().Train(Problem(Recipe.Paper, _reference), 1, null, CancellationToken.None);

    /// <summary>The same subjects as in the batches, one after another.</summary>
    [Benchmark(OperationsPerInvoke = Subjects)]
    public Network[] Compact() => [.. _orders.Select(order => _compact.Train(order.Problem, order.Seed, null, CancellationToken.None))];

    [Benchmark(OperationsPerInvoke = Subjects)]
    public IReadOnlyList<Attempt<Network>>[] CompactInFours() => [.. _orders.Chunk(4).Select(_compact.Train)];

    [Benchmark(OperationsPerInvoke = Subjects)]
    public IReadOnlyList<Attempt<Network>> CompactInSixteen() => _compact.Train(_orders);

    [Benchmark]
    public Certificate CompactCertificate() => _certifier.Certify(_template, _reference, 1, null);

    private TrainingProblem Problem(Recipe recipe, float[] reference) => new(
        [reference],
        _pack.Cohort,
        _pack.Space,
        RecipeBook.Of(recipe).Samples(_pack, CohortPartition.Training),
        RecipeBook.Of(recipe).Samples(_pack, CohortPartition.Validation),
        0.5,
        _pack.Fit.Tau0);
}
