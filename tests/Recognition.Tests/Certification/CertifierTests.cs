using Mote.Recognition.Calibration;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Templates;
using Mote.Recognition.Tests.Cohorts;
using Mote.Recognition.Tests.Networks;

namespace Mote.Recognition.Tests.Certification;

public sealed class CertifierTests
{
    private const double Target = 0.05;

    private static readonly CohortPack Pack = CohortPack.Create(SmallCohort.Builder().Build(new string('e', 64)), 1)
        .WithTails([new PooledTail(Recipe.SingleUnit, 0, 1, 0.1, 5_000, 20), new PooledTail(Recipe.Paper, 0, 1, 0.1, 5_000, 20)]);

    private static readonly float[] Reference = Pack.Cohort.Validation.Embeddings[0].ToArray();

    [Fact]
    public void Measure_Strangers_AreJudgedByThresholdsTheyDidNotPlace()
    {
        var template = Enrolled(Recipe.SingleUnit);
        var figures = new Certifier(Pack).Measure(template, Reference, 1);

        // The same written once more: four fifths of the people place the threshold that judges the last fifth.
        var calibration = Pack.Cohort.Calibration;
        var accepted = new List<(int Person, int Group, bool Accepted)>();
        for (var row = 0; row < calibration.Count; row++)
        {
            var fold = calibration.Identities[row] % 5;
            var others = new List<float>();
            for (var other = 0; other < calibration.Count; other++)
            {
                if (calibration.Identities[other] % 5 != fold)
                    others.Add(template.Network.Margin(calibration.Embeddings[other]));
            }

            others.Sort();
            var above = (int)Math.Round(0.1 * others.Count);
            var location = (others[^above] + others[^(above + 1)]) / 2;
            var mean = others.Average();
            var scale = Math.Sqrt(others.TakeLast(above).Average(margin => margin - location) * Math.Sqrt(others.Average(margin => (margin - mean) * (margin - mean))));
            // The tail is exponential with scale 1 and share 0.1: half of it lies above log 2.
            accepted.Add((calibration.Identities[row], calibration.Groups[row], template.Network.Margin(calibration.Embeddings[row]) >= location + scale * Math.Log(2)));
        }

        var validation = Pack.Cohort.Validation;
        for (var row = 0; row < validation.Count; row++)
            accepted.Add((validation.Identities[row], validation.Groups[row], template.Decide(validation.Embeddings[row]).IsMatch));

        foreach (var (figure, group) in figures.Groups.Select((figure, group) => (figure, group)))
        {
            var of = accepted.Where(photo => photo.Group == group).ToArray();
            Assert.Equal(new ErrorCount(of.Count(photo => photo.Accepted), of.Length), figure.StrangerPhotos);
            var people = of.GroupBy(photo => photo.Person).ToArray();
            Assert.Equal(new ErrorCount(people.Count(person => person.Any(photo => photo.Accepted)), people.Length), figure.Strangers);
        }

        Assert.InRange(figures.StrangerPhotos.Errors, 1, figures.StrangerPhotos.Trials / 5);
    }

    [Fact]
    public void Measure_RecipeThatStopsEarlyByValidationPeople_DoesNotCountThem()
    {
        var network = Made.Network(Recipe.Paper, 8);
        var margins = new float[Pack.Cohort.Calibration.Count];
        network.Margins(Pack.Cohort.Calibration.Embeddings, margins);
        var template = new ModelTemplate(
            network, WeightPrecision.Float32, SubjectCalibration.Fit(margins, Pack.Tails[Recipe.Paper], Target), Pack.EmbedderHash, Pack.Hash);
        Assert.Equal(Pack.Cohort.Calibration.Count, new Certifier(Pack).Measure(template, Reference, 1).StrangerPhotos.Trials);
    }

    [Fact]
    public void Measure_Samples_AreTheSameForOneSeedAndGroupsHaveEquallyMany()
    {
        var certifier = new Certifier(Pack);
        var template = Enrolled(Recipe.SingleUnit);
        var (one, same, other) = (certifier.Measure(template, Reference, 1), certifier.Measure(template, Reference, 1), certifier.Measure(template, Reference, 2));
        Assert.Equal(one.Groups, same.Groups);
        Assert.NotEqual(one.Samples, other.Samples);
        Assert.All(one.Groups, group => Assert.Equal(500, group.Samples.Trials));
    }

    [Fact]
    public void Measure_StricterThreshold_RejectsMoreOfTheSameSamples()
    {
        var certifier = new Certifier(Pack);
        var (loose, strict) = (certifier.Measure(Enrolled(Recipe.SingleUnit), Reference, 1), certifier.Measure(Enrolled(Recipe.SingleUnit, 0.001), Reference, 1));
        Assert.True(loose.Samples.Errors < strict.Samples.Errors);
        Assert.True(loose.StrangerPhotos.Errors > strict.StrangerPhotos.Errors);
    }

    [Fact]
    public void Certify_SingleUnit_IsWhatCosineReaches()
    {
        var certificate = new Certifier(Pack).Certify(Enrolled(Recipe.SingleUnit), Reference, 1, previous: null);
        Assert.Equal(certificate.Figures.Groups, certificate.Cosine!.Groups);
        Assert.Null(certificate.Previous);
        Assert.Equal(Target, certificate.TargetFalseMatchRate);
        Assert.Equal(Pack.Fit.Checks.Select(SynthesisAgreement.Of), certificate.Synthesis);
    }

    [Fact]
    public void Certify_Successor_KeepsTheFiguresBeforeUnlessTheyAreOfOtherGroups()
    {
        var (certifier, template) = (new Certifier(Pack), Enrolled(Recipe.SingleUnit));
        Assert.Equal(Certified.Figures(1, 2, 3).Groups, certifier.Certify(template, Reference, 1, Certified.Figures(1, 2, 3)).Previous!.Groups);
        Assert.Null(certifier.Certify(template, Reference, 1, new CertifiedFigures([new GroupFigures("X", default, default, default)])).Previous);
    }

    [Fact]
    public void Certify_PackWithoutCosine_HasNoFiguresOfIt()
    {
        var pack = new CohortPack(Pack.Cohort, Pack.Fit, [Pack.Tails[Recipe.SingleUnit]], []);
        var bare = new CohortPack(Pack.Cohort, Pack.Fit, [Pack.Tails[Recipe.Paper]], []);
        var template = new Enroller(pack).Enrol([Reference], new EnrolmentSettings { Recipe = Recipe.SingleUnit, TargetFalseMatchRate = Target }, null, TestContext.Current.CancellationToken).Template;
        Assert.NotNull(new Certifier(pack).Certify(template, Reference, 1, null).Cosine);
        Assert.Null(new Certifier(bare).Certify(template, Reference, 1, null).Cosine);
    }

    [Fact]
    public void Certify_EverybodyOfTheValidationPartition_FillsTheCornersOfTheMenagerie()
    {
        var menagerie = new Menagerie(Pack);
        var people = Pack.Cohort.Validation;
        var classes = Enumerable.Range(0, people.Count).DistinctBy(row => people.Identities[row])
            .Select(row => menagerie.Of(people.Embeddings[row])).ToArray();

        // Corners are pairs of quarters: no corner can hold more than a quarter, and the middle holds the most.
        Assert.All(classes.GroupBy(one => one).Where(one => one.Key != ZooClass.Sheep), corner => Assert.InRange(corner.Count(), 1, classes.Length / 4 + 1));
        Assert.InRange(classes.Count(one => one == ZooClass.Sheep), classes.Length / 2, classes.Length - 1);
    }

    private static ModelTemplate Enrolled(Recipe recipe, double target = Target) => new Enroller(Pack).Enrol(
        [Reference],
        new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = target, Precision = WeightPrecision.Float32 },
        null,
        TestContext.Current.CancellationToken).Template;
}
