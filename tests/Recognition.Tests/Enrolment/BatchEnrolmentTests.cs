using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Tests;

namespace Mote.Recognition.Tests.Enrolment;

public sealed class BatchEnrolmentTests
{
    private static readonly Lazy<CohortPack> Pack = new(() => TailCalibration.Calibrate(
        TailCalibration.Calibrate(CohortPack.Create(LfwEmbeddings.Load().Cohort(120), 1), Recipe.Compact, 20, 1, null, CancellationToken.None),
        Recipe.SingleUnit, 20, 1, null, CancellationToken.None));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>People of several recipes, settings and transforms, some of whom cannot be enrolled.</summary>
    [Fact]
    public void Enrol_Several_GivesEachWhatItGetsAloneOrWhyNot()
    {
        var enroller = new Enroller(Pack.Value);
        EnrolmentOrder[] orders =
        [
            Order(0, new EnrolmentSettings { Seed = 1 }),
            Order(1, new EnrolmentSettings { Recipe = Recipe.Paper }),
            Order(2, new EnrolmentSettings { Recipe = Recipe.SingleUnit }),
            Order(3, new EnrolmentSettings { Seed = 2, Balance = 0.9, TargetFalseMatchRate = 1e-2, Shift = 0.5 }),
            Order(4, new EnrolmentSettings()) with { References = [new float[7]] },
            Order(5, new EnrolmentSettings()) with { References = [] },
            Order(6, new EnrolmentSettings()) with { Transform = null },
        ];

        var outcomes = enroller.Enrol(orders);

        Assert.IsType<RecipeUnavailableException>(outcomes[1].Failure);
        Assert.Contains("7 values", Assert.IsType<ArgumentException>(outcomes[4].Failure).Message, StringComparison.Ordinal);
        Assert.IsType<ArgumentException>(outcomes[5].Failure);
        foreach (var i in new[] { 0, 2, 3, 6 })
        {
            var (expected, got) = (enroller.Enrol(orders[i].References, orders[i].Settings, orders[i].Transform, null, Cancelled).Template, outcomes[i].Value.Template);
            Assert.Equal(orders[i].Settings.Recipe, got.Recipe);
            Assert.Equal(expected.Network.Layers[0].Weights.ToArray(), got.Network.Layers[0].Weights.ToArray());
            Assert.Equal(expected.Calibration, got.Calibration);
        }
    }

    private static EnrolmentOrder Order(int subject, EnrolmentSettings settings)
    {
        var lfw = LfwEmbeddings.Load();
        var seed = new byte[OrthogonalTransform.SeedBytes];
        seed[0] = (byte)subject;
        return new EnrolmentOrder([lfw.Rows[lfw.Of("enrol").Skip(subject).First()]], settings, new OrthogonalTransform(seed, Pack.Value.Cohort.Dimension), null, Cancelled);
    }
}
