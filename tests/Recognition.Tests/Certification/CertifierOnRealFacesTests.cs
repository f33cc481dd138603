using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Tests;

namespace Mote.Recognition.Tests.Certification;

/// <summary>What certificates promise of real people, beside what happens to those people's other photos; the figures are printed.</summary>
public sealed class CertifierOnRealFacesTests(ITestOutputHelper output)
{
    private const double Target = 1e-3;

    private static readonly Lazy<LfwEmbeddings> Lfw = new(LfwEmbeddings.Load);

    private static readonly Lazy<CohortPack> Pack = new(() => new[] { Recipe.SingleUnit, Recipe.Compact }.Aggregate(
        CohortPack.Create(Lfw.Value.Cohort(), 1), (pack, recipe) => TailCalibration.Calibrate(pack, recipe, 40, 1, null, CancellationToken.None)));

    [Theory]
    [InlineData(Recipe.SingleUnit)]
    [InlineData(Recipe.Compact)]
    public void Certify_RealPeople_PromisesWhatTheirOtherPhotosKeep(Recipe recipe)
    {
        var lfw = Lfw.Value;
        var (enroller, certifier) = (new Enroller(Pack.Value), new Certifier(Pack.Value));
        var references = lfw.Of("enrol").Take(120).ToArray();
        var probes = lfw.Of("probe").ToArray();
        var faces = probes.ToDictionary(row => row, row => RecipeBook.Of(recipe).Faces(Pack.Value).Of(lfw.Rows[row]));
        var certificates = new Certificate[references.Length];
        var (rejections, acceptances) = (new ErrorCount[references.Length], new ErrorCount[references.Length]);
        Parallel.For(0, references.Length, i =>
        {
            var reference = lfw.Rows[references[i]];
            var template = enroller.Enrol([reference], new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = Target, Seed = (ulong)i }, null, default).Template;
            certificates[i] = certifier.Certify(template, reference, (ulong)i, null);
            var own = probes.ToLookup(row => lfw.Labels[row].Identity == lfw.Labels[references[i]].Identity, row => template.Decide(faces[row]).IsMatch);
            rejections[i] = new ErrorCount(own[true].Count(match => !match), own[true].Count());
            acceptances[i] = new ErrorCount(own[false].Count(match => match), own[false].Count());
        });

        var samples = ErrorCount.Sum(certificates.Select(certificate => certificate.Figures.Samples));
        var strangers = ErrorCount.Sum(certificates.Select(certificate => certificate.Figures.StrangerPhotos));
        var (rejected, accepted) = (ErrorCount.Sum(rejections), ErrorCount.Sum(acceptances));
        output.WriteLine($"{recipe}: FNMR synthetic {samples.Rate:P2} (cosine {ErrorCount.Sum(certificates.Select(certificate => certificate.Cosine!.Samples)).Rate:P2}), real {rejected.Rate:P2} ({rejected.Errors} of {rejected.Trials})");
        output.WriteLine($"{recipe}: FMR held-out {strangers.Rate:E2}, probes {accepted.Rate:E2}; gap between groups at most {certificates.Max(certificate => certificate.Figures.GroupGap):P2}");
        foreach (var zoo in Enumerable.Range(0, certificates.Length).GroupBy(i => certificates[i].Class))
            output.WriteLine($"{zoo.Key}: {zoo.Count()} people, synthetic FNMR {ErrorCount.Sum(zoo.Select(i => certificates[i].Figures.Samples)).Rate:P2}, real FMR {ErrorCount.Sum(zoo.Select(i => acceptances[i])).Rate:E2}");

        Assert.All(certificates, certificate => Assert.True(certificate.ShowsFalseNonMatches));
        Assert.InRange(samples.Rate, rejected.Rate / 2, 2 * rejected.UpperBound);
        Assert.InRange(strangers.Rate, Target / 2, 2 * Target);
        Assert.InRange(accepted.Rate, strangers.Rate / 3, 3 * strangers.Rate);
    }
}
