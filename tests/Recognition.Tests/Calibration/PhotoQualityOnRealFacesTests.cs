using System.Numerics.Tensors;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Tests;

namespace Mote.Recognition.Tests.Calibration;

/// <summary>What excusing poor photos gives, and what it costs where a stranger shows one.</summary>
public sealed class PhotoQualityOnRealFacesTests(ITestOutputHelper output)
{
    /// <summary>Own photos are rejected less often than if all photos counted alike, and strangers with poor ones accepted more often, within a bound.</summary>
    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-4)]
    public void Decide_PoorPhotos_AreExcusedWithinABound(double target)
    {
        var lfw = LfwEmbeddings.Load();
        var told = Calibrated(lfw.Cohort());
        // The same people as if their embeddings were all of one length.
        var untold = Calibrated(Levelled(told.Cohort));
        int[] references = [.. lfw.Of("enrol")], probes = [.. lfw.Of("probe").OrderBy(row => TensorPrimitives.Norm<float>(lfw.Rows[row]))];
        var poor = probes.Length / 5;

        var with = Errors(told, lfw.Rows);
        var without = Errors(untold, lfw.Directions);
        output.WriteLine($"own photos rejected: {with.Rejected}, {without.Rejected} if all photos count alike");
        output.WriteLine($"strangers accepted: {Rate(with.Accepted):E2} ({string.Join(", ", Fifths(with.Accepted))} by fifths, poorest photos first), {Rate(without.Accepted):E2} ({string.Join(", ", Fifths(without.Accepted))}) if all photos count alike");
        Assert.True(with.Rejected < without.Rejected);
        Assert.InRange(Rate(with.Accepted), 0.5 * target, 2.5 * target);
        Assert.InRange(Rate(with.Accepted[..poor]) / Rate(with.Accepted), 1, 2.5);

        double Rate(int[] accepted) => accepted.Sum() / ((double)accepted.Length * references.Length);
        IEnumerable<string> Fifths(int[] accepted) => accepted.Chunk(poor).Take(5).Select(fifth => $"{Rate(fifth):E1}");

        // Mated comparisons rejected; and how many people took each probe for theirs, who were not.
        (int Rejected, int[] Accepted) Errors(CohortPack pack, float[][] rows)
        {
            var enroller = new Enroller(pack);
            var faces = Array.ConvertAll(probes, probe => RecipeBook.Of(Recipe.Compact).Faces(pack).Of(rows[probe]));
            var templates = new ModelTemplate[references.Length];
            Parallel.For(0, templates.Length, i => templates[i] = enroller.Enrol(
                [rows[references[i]]], new EnrolmentSettings { TargetFalseMatchRate = target, Seed = (ulong)i }, null, CancellationToken.None).Template);
            var accepted = new int[probes.Length];
            var rejected = 0;
            Parallel.For(0, probes.Length, probe =>
            {
                for (var i = 0; i < templates.Length; i++)
                {
                    var isMatch = templates[i].Decide(faces[probe]).IsMatch;
                    if (lfw.Labels[references[i]].Identity != lfw.Labels[probes[probe]].Identity)
                        accepted[probe] += isMatch ? 1 : 0;
                    else if (!isMatch)
                        Interlocked.Increment(ref rejected);
                }
            });
            return (rejected, accepted);
        }
    }

    private static CohortPack Calibrated(Cohort cohort)
    {
        var stop = TestContext.Current.CancellationToken;
        return TailCalibration.Calibrate(CohortPack.Create(cohort, 1, stop), Recipe.Compact, TailCalibration.DefaultSubjects(Recipe.Compact), 1, null, stop);
    }

    private static Cohort Levelled(Cohort cohort)
    {
        return new Cohort(cohort.EmbedderHash, cohort.Groups, Level(cohort.Training), Level(cohort.Validation), Level(cohort.Calibration));

        static CohortSlice Level(CohortSlice slice) =>
            new(slice.Embeddings, [.. Enumerable.Repeat(1f, slice.Count)], slice.Identities.ToArray(), slice.Groups.ToArray());
    }
}
