using System.Diagnostics;
using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Tests;

namespace Mote.Recognition.Tests.Enrolment;

/// <summary>The whole of recognition on real embeddings; bounds are loose, the figures are printed.</summary>
public sealed class RealFacesTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Recipe.SingleUnit, 1e-3, 2)]
    [InlineData(Recipe.Compact, 1e-3, 2)]
    [InlineData(Recipe.Compact, 1e-4, 5)]
    public void Enrol_RealPeople_KeepsTheTargetRateAndMatchesLikeCosine(Recipe recipe, double target, double mostTimes)
    {
        var lfw = LfwEmbeddings.Load();
        var pack = CohortPack.Create(lfw.Cohort(), 1, TestContext.Current.CancellationToken);
        output.WriteLine($"tau0 {pack.Fit.Tau0:F3} bandwidths {string.Join(" ", pack.Fit.TrainingBandwidths)} {string.Join(" ", pack.Fit.ValidationBandwidths)}");
        foreach (var check in pack.Fit.Checks)
            output.WriteLine(check.ToString());
        output.WriteLine(string.Join(" ", pack.Fit.Spreads));
        var clock = Stopwatch.StartNew();
        pack = TailCalibration.Calibrate(pack, recipe, 100, 1, null, TestContext.Current.CancellationToken);
        output.WriteLine($"{pack.Tails[recipe]} {clock.Elapsed}");

        var references = lfw.Of("enrol").Take(120).ToArray();
        var probes = lfw.Of("probe").ToArray();
        var inputs = Array.ConvertAll(probes, probe => RecipeBook.Of(recipe).Faces(pack).Of(lfw.Rows[probe]));
        var enroller = new Enroller(pack);
        var results = new (int Mated, int Rejected, int NonMated, int Accepted, int Zero, int CosineRejected, int CosineAccepted)[references.Length];
        clock.Restart();
        var cosines = references.SelectMany(reference => Enumerable.Range(0, pack.Cohort.Calibration.Count)
            .Select(row => TensorPrimitives.Dot(lfw.Directions[reference], pack.Cohort.Calibration.Embeddings[row]))).Order().ToArray();
        var threshold = cosines[^(int)(target * cosines.Length)];
        Parallel.For(0, references.Length, i =>
        {
            var reference = references[i];
            var template = enroller.Enrol([lfw.Rows[reference]], new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = target, Seed = (ulong)i }, null, default).Template;
            foreach (var (j, probe) in probes.Index())
            {
                var accepted = template.Decide(inputs[j]).IsMatch;
                var cosine = TensorPrimitives.Dot(lfw.Directions[probe], lfw.Directions[reference]) >= threshold;
                if (lfw.Labels[probe].Identity == lfw.Labels[reference].Identity)
                {
                    results[i].Mated++;
                    results[i].Rejected += accepted ? 0 : 1;
                    results[i].CosineRejected += cosine ? 0 : 1;
                }
                else
                {
                    results[i].NonMated++;
                    results[i].Accepted += accepted ? 1 : 0;
                    results[i].Zero += template.Network.Score(inputs[j]) == 0 ? 1 : 0;
                    results[i].CosineAccepted += cosine ? 1 : 0;
                }
            }
        });
        double nonMated = results.Sum(result => result.NonMated);
        var fmr = results.Sum(result => result.Accepted) / nonMated;
        var fnmr = results.Sum(result => result.Rejected) / (double)results.Sum(result => result.Mated);
        var cosineFnmr = results.Sum(result => result.CosineRejected) / (double)results.Sum(result => result.Mated);
        output.WriteLine($"{recipe}: mated {results.Sum(result => result.Mated)} FMR {fmr:E2} FNMR {fnmr:P2}; cosine FMR {results.Sum(result => result.CosineAccepted) / nonMated:E2} FNMR {cosineFnmr:P2}; zero {results.Sum(result => result.Zero) / nonMated:P1} {clock.Elapsed.TotalSeconds / references.Length * 2000:F0} core-ms each");
        if (recipe == Recipe.Compact)
            Assert.InRange(results.Sum(result => result.Zero) / nonMated, 0.95, 1);
        Assert.InRange(fmr, target / mostTimes, target * mostTimes);
        Assert.InRange(fnmr, 0, cosineFnmr + 0.01);
    }
}
