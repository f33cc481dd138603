using MathNet.Numerics.Distributions;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Tests;

namespace Mote.Recognition.Tests.Certification;

/// <summary>What a rate that is asked for at the decision keeps of its promise on real people who were enrolled at a looser one; the figures are printed.</summary>
public sealed class StricterRateOnRealFacesTests(ITestOutputHelper output)
{
    private const double Enrolled = 1e-2;
    private const int People = 120;

    private static readonly Lazy<LfwEmbeddings> Lfw = new(LfwEmbeddings.Load);

    private static readonly Lazy<CohortPack> Pack = new(() => new[] { Recipe.SingleUnit, Recipe.Compact }.Aggregate(
        CohortPack.Create(Lfw.Value.Cohort(), 1), (pack, recipe) => TailCalibration.Calibrate(pack, recipe, 100, 1, null, CancellationToken.None)));

    [Theory]
    [InlineData(Recipe.SingleUnit, 1e-3)]
    [InlineData(Recipe.Compact, 1e-3)]
    [InlineData(Recipe.Compact, 1e-4)]
    public void Decide_StricterThanTheEnrolment_IsTheDecisionOfAnEnrolmentAtThatRate(Recipe recipe, double asked)
    {
        var lfw = Lfw.Value;
        var enroller = new Enroller(Pack.Value);
        var references = lfw.Of("enrol").Take(People).ToArray();
        var probes = lfw.Of("probe").ToArray();
        var faces = probes.ToDictionary(row => row, row => RecipeBook.Of(recipe).Faces(Pack.Value).Of(lfw.Rows[row]));
        var strangers = new ErrorCount[People];
        var own = new ErrorCount[People];
        var loosely = new ErrorCount[People];
        Parallel.For(0, People, i =>
        {
            var (loose, strict) = (Enrol(i, Enrolled), Enrol(i, asked));
            var identity = lfw.Labels[references[i]].Identity;
            var decided = probes.ToLookup(row => lfw.Labels[row].Identity == identity, row =>
            {
                var (here, there) = (loose.Decide(faces[row], asked), strict.Decide(faces[row]));
                Assert.Equal((there.IsMatch, there.FalseMatchRate, there.TargetFalseMatchRate), (here.IsMatch, here.FalseMatchRate, here.TargetFalseMatchRate));
                Assert.True(!here.IsMatch || loose.Decide(faces[row]).IsMatch);
                return here.IsMatch;
            });
            strangers[i] = new ErrorCount(decided[false].Count(isMatch => isMatch), decided[false].Count());
            loosely[i] = new ErrorCount(probes.Count(row => lfw.Labels[row].Identity != identity && loose.Decide(faces[row]).IsMatch), decided[false].Count());
            own[i] = new ErrorCount(decided[true].Count(isMatch => !isMatch), decided[true].Count());
        });

        var (accepted, rejected) = (ErrorCount.Sum(strangers), ErrorCount.Sum(own));
        output.WriteLine($"{recipe}, enrolled at {Enrolled:E0}, asked at {asked:E0}: FMR {accepted.Rate:E2} ({accepted.Errors} of {accepted.Trials}), FNMR {rejected.Rate:P2} ({rejected.Errors} of {rejected.Trials})");
        // What chance alone exceeds once in a thousand such counts (Clopper and Pearson 1934, one-sided).
        Assert.InRange(Beta.InvCDF(accepted.Errors, accepted.Trials - accepted.Errors + 1, 0.001), 0, asked);
        Assert.True(ErrorCount.Sum(loosely).Errors > accepted.Errors, "Nothing was stricter.");

        ModelTemplate Enrol(int person, double rate) =>
            enroller.Enrol([lfw.Rows[references[person]]], new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = rate, Seed = (ulong)person }, null, default).Template;
    }
}
