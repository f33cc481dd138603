using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Tests;

namespace Mote.Recognition.Tests.Calibration;

/// <summary>The tail is one curve for every subject: it must follow real margins, on both sides of the dead zone's edge.</summary>
public sealed class PooledTailOnRealFacesTests(ITestOutputHelper output)
{
    private const int Folds = 5;

    [Theory]
    [InlineData(Recipe.Compact)]
    [InlineData(Recipe.SingleUnit)]
    public void Fit_RealMargins_FollowsThemAndLeavesRoomForTheSubject(Recipe recipe)
    {
        var lfw = LfwEmbeddings.Load();
        var pack = CohortPack.Create(lfw.Cohort(), 1, TestContext.Current.CancellationToken);
        var enroller = new Enroller(pack);
        var people = pack.Cohort.Validation;
        var references = Enumerable.Range(0, people.Count).DistinctBy(row => people.Identities[row]).Take(60).ToArray();
        var margins = new float[references.Length][];
        var own = new float[references.Length];
        Parallel.For(0, references.Length, i =>
        {
            var reference = people.Embeddings[references[i]].ToArray();
            var network = enroller.Train(new EnrolmentOrder([reference], new EnrolmentSettings { Recipe = recipe, Seed = (ulong)i }, null, null, default));
            margins[i] = enroller.StrangerMargins(network);
            own[i] = network.Margin(RecipeBook.Of(recipe).Faces(pack).Of(reference));
        });

        var tail = PooledTailFit.Fit(recipe, margins, pack.Cohort.Calibration.Identities);
        var pooled = Standardised(margins, pack.Cohort.Calibration.Identities).Order().ToArray();
        foreach (var rate in new[] { 3e-2, 1e-2, 3e-3, 1e-3, 3e-4 })
        {
            var (empirical, fitted) = (pooled[^(int)(rate * pooled.Length)], tail.Threshold(rate));
            output.WriteLine($"{recipe} {rate}: {empirical:F2} real, {fitted:F2} fitted");
            Assert.InRange(fitted, 0.8 * empirical, 1.25 * empirical);
        }

        // Were the threshold beyond the reference's own margin, nobody would ever be let in.
        foreach (var (subject, margin) in margins.Zip(own))
            Assert.True(SubjectCalibration.Fit([.. subject], tail, 1e-4).Threshold < 0.6 * margin);
    }

    /// <summary>Each person's strangers, standardised by the strangers of the other folds, written once more and differently.</summary>
    private static IEnumerable<double> Standardised(float[][] margins, ReadOnlySpan<int> identities)
    {
        var ids = identities.ToArray();
        var order = ids.Distinct().Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
        return margins.SelectMany(subject => Enumerable.Range(0, Folds).SelectMany(fold =>
        {
            var rest = subject.Where((_, i) => order[ids[i]] % Folds != fold).Order().ToArray();
            var above = (int)Math.Round(0.1 * rest.Length);
            var location = (rest[^above] + rest[^(above + 1)]) / 2.0;
            var mean = rest.Average();
            var deviation = Math.Sqrt(rest.Average(margin => Math.Pow(margin - mean, 2)));
            var scale = Math.Sqrt(rest[^above..].Average(margin => margin - location) * deviation);
            return subject.Where((_, i) => order[ids[i]] % Folds == fold).Select(margin => (margin - location) / scale);
        }));
    }
}
