using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Randomness;
using Mote.Recognition.Recipes;
using Mote.Tests;

namespace Mote.Recognition.Tests.Enrolment;

/// <summary>The fairness dial on real embeddings: what it does to synthetic genuine samples of each group.</summary>
public sealed class BalanceTests(ITestOutputHelper output)
{
    private const int People = 60;
    private const int Samples = 400;

    [Fact]
    public void Balance_FromNoneToAll_MovesTheGroupsOppositeWays()
    {
        var lfw = LfwEmbeddings.Load();
        var pack = CohortPack.Create(lfw.Cohort(400), 1, TestContext.Current.CancellationToken);
        pack = TailCalibration.Calibrate(pack, Recipe.Compact, 40, 1, null, TestContext.Current.CancellationToken);
        var enroller = new Enroller(pack);
        var references = lfw.Of("enrol").Take(People).Select(row => lfw.Rows[row]).ToArray();
        var rejected = new double[5][];
        for (var step = 0; step < 5; step++)
        {
            var balance = step / 4.0;
            var counts = new int[2];
            Parallel.For(0, People, i =>
            {
                var template = enroller.Enrol([references[i]], new EnrolmentSettings { Balance = balance, TargetFalseMatchRate = 1e-3, Seed = (ulong)i }, null, default).Template;
                // The same samples for every balance, and none that any network was trained on.
                var (samples, groups) = (new float[Samples * pack.Cohort.Dimension], new byte[Samples]);
                RecipeBook.Of(Recipe.Compact).Samples(pack, CohortPartition.Validation).Sample(references[i], 0.5, SeededRandom.Create((ulong)i, stream: 9), samples, groups);
                for (var n = 0; n < Samples; n++)
                {
                    if (!template.Decide(RecipeBook.Of(Recipe.Compact).Faces(pack).Of(samples.AsSpan(n * pack.Cohort.Dimension, pack.Cohort.Dimension))).IsMatch)
                        Interlocked.Increment(ref counts[groups[n]]);
                }
            });
            rejected[step] = [.. counts.Select(count => count / (People * Samples / 2.0))];
            output.WriteLine($"balance {balance}: FNMR {rejected[step][0]:P2} and {rejected[step][1]:P2}");
        }

        for (var step = 1; step < 5; step++)
        {
            Assert.True(rejected[step][0] < rejected[step - 1][0]);
            Assert.True(rejected[step][1] > rejected[step - 1][1]);
        }
    }
}
