using System.Numerics.Tensors;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Tests.Networks;
using Mote.Recognition.Vectors;
using Mote.Tests;

namespace Mote.Recognition.Tests.Exclusion;

/// <summary>For each person the most similar other person's photo, wrongly accepted and then excluded; the figures are printed.</summary>
public sealed class FrameExclusionOnRealFacesTests(ITestOutputHelper output)
{
    private const double Target = 1e-3;

    private static readonly Lazy<LfwEmbeddings> Lfw = new(LfwEmbeddings.Load);

    private static readonly Lazy<CohortPack> Pack = new(() => new[] { Recipe.SingleUnit, Recipe.Compact }.Aggregate(
        CohortPack.Create(Lfw.Value.Cohort(400), 1), (pack, recipe) => TailCalibration.Calibrate(pack, recipe, 40, 1, null, CancellationToken.None)));

    [Theory]
    [InlineData(Recipe.SingleUnit)]
    [InlineData(Recipe.Compact)]
    public void Exclude_LookAlikes_AreRejectedAndTheirOtherPhotosToo(Recipe recipe)
    {
        var lfw = Lfw.Value;
        var (enroller, exclusion) = (new Enroller(Pack.Value), Exclusion());
        var references = lfw.Of("enrol").Take(80).ToArray();
        var probes = lfw.Of("probe").ToArray();
        var faces = probes.ToDictionary(row => row, row => RecipeBook.Of(recipe).Faces(Pack.Value).Of(lfw.Rows[row]));
        var found = new (ExclusionOutcome Outcome, ErrorCount OthersBefore, ErrorCount OthersAfter, ErrorCount OwnBefore, ErrorCount OwnAfter)?[references.Length];
        Parallel.For(0, references.Length, i =>
        {
            var person = lfw.Labels[references[i]].Identity;
            var template = enroller.Enrol([lfw.Rows[references[i]]], new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = Target, Seed = (ulong)i }, null, default).Template;
            var wrong = probes.Where(row => lfw.Labels[row].Identity != person).MaxBy(row => template.Margin(faces[row]));
            if (!template.Decide(faces[wrong]).IsMatch)
                return;

            var outcome = exclusion.Exclude(template, lfw.Rows[wrong], (ulong)i, default);
            var others = Enumerable.Range(0, lfw.Rows.Length).Where(row => row != wrong && lfw.Labels[row].Identity == lfw.Labels[wrong].Identity).ToArray();
            var own = probes.Where(row => lfw.Labels[row].Identity == person).ToArray();
            found[i] = (outcome, Matches(template, others), Matches(outcome.Template, others), Matches(template, own), Matches(outcome.Template, own));
        });

        var all = found.OfType<(ExclusionOutcome Outcome, ErrorCount OthersBefore, ErrorCount OthersAfter, ErrorCount OwnBefore, ErrorCount OwnAfter)>().ToArray();
        var (othersBefore, othersAfter) = (ErrorCount.Sum(all.Select(one => one.OthersBefore)), ErrorCount.Sum(all.Select(one => one.OthersAfter)));
        var (ownBefore, ownAfter) = (ErrorCount.Sum(all.Select(one => one.OwnBefore)), ErrorCount.Sum(all.Select(one => one.OwnAfter)));
        var costs = all.Select(one => one.Outcome.Cost).Order().ToArray();
        output.WriteLine($"{recipe}: {all.Length} of {references.Length} people accept a look-alike; none does afterwards: {all.All(one => one.Outcome.After.Margin < 0)}");
        output.WriteLine($"{recipe}: the wrong people's other photos accepted {othersBefore.Errors} -> {othersAfter.Errors} of {othersAfter.Trials}");
        output.WriteLine($"{recipe}: own photos accepted {ownBefore.Errors} -> {ownAfter.Errors} of {ownAfter.Trials}; synthetic FNMR {Synthetic(one => one.Certificate.Previous!):P2} -> {Synthetic(one => one.Certificate.Figures):P2}, cost median {costs[costs.Length / 2]:P2}, most {costs[^1]:P2}");
        output.WriteLine($"{recipe}: angle median {all.Select(one => one.Outcome.Angle).Order().ElementAt(all.Length / 2):F1} degrees");

        Assert.All(all, one => Assert.True(one.Outcome.Before.Margin >= 0));
        Assert.All(all, one => Assert.True(one.Outcome.After is { Margin: < 0, Samples.Rate: <= FrameExclusion.MostAccepted }));
        Assert.InRange(othersAfter.Errors, 0, othersBefore.Errors / 4);
        Assert.InRange(ownAfter.Errors, 0.99 * ownBefore.Errors, ownAfter.Trials);
        Assert.InRange(costs[costs.Length / 2], -0.002, 0.002);

        ErrorCount Matches(ModelTemplate template, int[] photos) => new(photos.Count(row => template.Decide(RecipeBook.Of(recipe).Faces(Pack.Value).Of(lfw.Rows[row])).IsMatch), photos.Length);

        double Synthetic(Func<ExclusionOutcome, CertifiedFigures> figures) => ErrorCount.Sum(all.Select(one => figures(one.Outcome).Samples)).Rate;
    }

    [Fact]
    public void Exclude_EverCloserTwins_CostsEverMore()
    {
        var reference = Lfw.Value.Rows[Lfw.Value.Of("enrol").First()];
        var template = Enrolled(reference);
        var stranger = Lfw.Value.Rows[Lfw.Value.Of("probe").Last()];
        var costs = new List<double>();
        foreach (var cosine in new[] { 0.5f, 0.6f, 0.7f, 0.8f, 0.9f })
        {
            var outcome = Exclusion().Exclude(template, Between(reference, stranger, cosine), 1, TestContext.Current.CancellationToken);
            output.WriteLine($"cosine {cosine}: {outcome.Angle:F0} degrees, synthetic FNMR {outcome.Certificate.Previous!.Samples.Rate:P2} -> {outcome.Certificate.Figures.Samples.Rate:P2}");
            costs.Add(outcome.Cost);
        }

        Assert.Equal(costs.Order(), costs);
        Assert.InRange(costs[0], 0, 0.02);
        Assert.InRange(costs[^1], 0.1, 1);
    }

    [Fact]
    public void Exclude_StrangerOrSelf_IsRefused()
    {
        var reference = Lfw.Value.Rows[Lfw.Value.Of("enrol").First()];
        var template = Enrolled(reference);
        var far = Lfw.Value.Of("probe").Select(row => Lfw.Value.Rows[row]).MinBy(row => TensorPrimitives.CosineSimilarity(row, reference))!;
        Assert.Equal(ExclusionObstacle.NothingToExclude, Refused(far));
        Assert.Equal(ExclusionObstacle.Inseparable, Refused(NetworkDirection.Of(template, Pack.Value)));

        ExclusionObstacle Refused(float[] face) => Assert.Throws<ExclusionException>(() =>
            Exclusion().Exclude(template, face, 1, TestContext.Current.CancellationToken)).Obstacle;
    }

    [Fact]
    public void Exclude_AgainWithOtherDraws_FindsNothingLeft()
    {
        var reference = Lfw.Value.Rows[Lfw.Value.Of("enrol").First()];
        var wrong = Between(reference, Made.Vector(reference.Length, 1), 0.6f);
        var after = Exclusion().Exclude(Enrolled(reference), wrong, 1, TestContext.Current.CancellationToken).Template;
        for (var seed = 2ul; seed < 22; seed++)
        {
            Assert.Equal(
                ExclusionObstacle.NothingToExclude,
                Assert.Throws<ExclusionException>(() => Exclusion().Exclude(after, wrong, seed, TestContext.Current.CancellationToken)).Obstacle);
        }
    }

    [Fact]
    public void Exclude_Cancelled_Stops()
    {
        var reference = Lfw.Value.Rows[Lfw.Value.Of("enrol").First()];
        Assert.Throws<OperationCanceledException>(() => Exclusion().Exclude(Enrolled(reference), Between(reference, Made.Vector(reference.Length, 1), 0.6f), 1, new CancellationToken(true)));
    }

    private static FrameExclusion Exclusion() => new(Pack.Value, new Certifier(Pack.Value));

    private static ModelTemplate Enrolled(float[] reference) => new Enroller(Pack.Value).Enrol(
        [reference], new EnrolmentSettings { TargetFalseMatchRate = Target, Seed = 1 }, null, TestContext.Current.CancellationToken).Template;

    /// <summary>A face on an ordinary photo with a given cosine to one, on the way to another.</summary>
    private static float[] Between(float[] one, float[] other, float cosine)
    {
        var direction = UnitVector.Of(one);
        var aside = new float[one.Length];
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot(direction, other), other, aside);
        return Pack.Value.Space.Ordinary([.. direction.Zip(UnitVector.Of(aside), (along, across) => cosine * along + MathF.Sqrt(1 - cosine * cosine) * across)]);
    }
}
