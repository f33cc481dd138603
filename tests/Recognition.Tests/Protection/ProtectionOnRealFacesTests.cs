using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Tests;

namespace Mote.Recognition.Tests.Protection;

/// <summary>What protection and a change of key do to decisions on real faces.</summary>
public sealed class ProtectionOnRealFacesTests(ITestOutputHelper output)
{
    private const int People = 12;

    [Fact]
    public void Decide_ProtectedAndRebased_DecidesAsUnprotected()
    {
        var lfw = LfwEmbeddings.Load();
        var pack = CohortPack.Load(TestCohort.File);
        var enroller = new Enroller(pack);
        float[][] probes = [.. lfw.Of("probe").Select(row => RecipeBook.Of(Recipe.Compact).Faces(pack).Of(lfw.Rows[row]))];
        var (decisions, protectedDiffer, rebasedDiffer, squares) = (0, 0, 0, 0.0);
        foreach (var reference in lfw.Of("enrol").Take(People))
        {
            var settings = new EnrolmentSettings { Recipe = Recipe.Compact, TargetFalseMatchRate = 1e-3, Seed = (ulong)reference };
            var plain = Enrol(null);
            var turned = Enrol(new OrthogonalTransform(Seeds.Of(1), 128));
            var rebased = enroller.Rebase(turned, new OrthogonalTransform(Seeds.Of(2), 128));
            foreach (var probe in probes)
            {
                var (one, two, three) = (plain.Decide(probe), turned.Decide(probe), rebased.Decide(probe));
                decisions++;
                protectedDiffer += one.IsMatch == two.IsMatch ? 0 : 1;
                rebasedDiffer += two.IsMatch == three.IsMatch ? 0 : 1;
                var (before, after) = (Standardised(turned, probe), Standardised(rebased, probe));
                squares += (after - before) * (after - before);
            }

            ModelTemplate Enrol(OrthogonalTransform? transform) =>
                enroller.Enrol([lfw.Rows[reference]], settings, transform, null, TestContext.Current.CancellationToken).Template;
        }

        output.WriteLine($"{decisions} decisions: {protectedDiffer} differ protected, {rebasedDiffer} more after a change of key; the scores moved by {Math.Sqrt(squares / decisions):F4} tails (root of the mean square)");
        // Only what lies within the rounding of 8-bit weights may fall on the other side.
        Assert.InRange(protectedDiffer, 0, decisions / 5_000);
        Assert.InRange(rebasedDiffer, 0, decisions / 5_000);
        // In tails the threshold at a rate of 1e-3 lies about four tails up.
        Assert.InRange(Math.Sqrt(squares / decisions), 0, 0.2);
    }

    private static double Standardised(ModelTemplate template, float[] probe) =>
        (template.Margin(probe) - template.Calibration.Location) / template.Calibration.Scale;
}
