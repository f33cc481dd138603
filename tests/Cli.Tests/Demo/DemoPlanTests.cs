using CsCheck;
using Mote.Cli.Demo;
using Mote.Cli.Output;
using Mote.Cli.Photos;

namespace Mote.Cli.Tests.Demo;

public sealed class DemoPlanTests
{
    // 30 women and 20 men with one reference and two probes each, and somebody of the cohort.
    private static readonly LabelledPhoto[] Photos =
    [
        .. Enumerable.Range(0, 50).SelectMany(person => Enumerable.Range(0, 3).Select(photo =>
            new LabelledPhoto($"{person}/{photo}", $"person-{person}", person < 30 ? "F" : "M", photo == 0 ? "enrol" : "probe"))),
        new LabelledPhoto("cohort/0", "background", "F", "cohort-train"),
    ];

    [Fact]
    public void Choose_AnySeed_EnrolsHalfOfEachGroupAndKeepsStrangersApart() => Gen.ULong.Sample(seed =>
    {
        var plan = DemoPlan.Choose(Photos, 20, 40, seed);
        var enrolled = plan.References.Select(reference => reference.Identity).ToHashSet();
        return plan.References.Count(reference => reference.Group == "F") == 10
            && enrolled.Count == 20
            && plan.References.All(reference => reference.Partition == "enrol")
            && plan.Probes.Count == 40 && plan.Probes.All(probe => probe.Partition == "probe" && enrolled.Contains(probe.Identity))
            && plan.Strangers.Distinct().Count() == 40 && plan.Strangers.All(stranger => stranger.Identity != "background" && !enrolled.Contains(stranger.Identity))
            // One photo of each stranger comes before a second one of any.
            && plan.Strangers.Count(stranger => stranger.Partition == "enrol") == 30;
    });

    [Fact]
    public void Choose_SameSeed_ChoosesTheSame()
    {
        Assert.Equal(Chosen(7), Chosen(7));
        Assert.NotEqual(Chosen(7), Chosen(8));

        static string Chosen(ulong seed) => string.Join(' ', DemoPlan.Choose(Photos, 10, 10, seed) is var plan ? plan.References.Concat(plan.Strangers).Select(photo => photo.Path) : []);
    }

    [Fact]
    public void Choose_TooFewPeopleOrStrangers_SaysHowManyThereAre()
    {
        Assert.StartsWith("Only 50 people have an 'enrol' photo, 51 are to be enrolled", Refused(51, 1), StringComparison.Ordinal);
        Assert.StartsWith("Only 90 photos are left of people who are not enrolled, 91 are to be tried", Refused(20, 91), StringComparison.Ordinal);
    }

    [Fact]
    public void Comparisons_OfThoseEnrolled_AreTheirProbesAndEveryStrangerAgainstEverybody()
    {
        var plan = DemoPlan.Choose(Photos, 4, 5, 1);
        // One of the four failed to enrol.
        var comparisons = Comparison.Of(plan, [.. plan.References.Skip(1)]);

        Assert.Equal(3 * 2, comparisons.Count(comparison => comparison.IsMated));
        Assert.Equal(3 * 5, comparisons.Count(comparison => !comparison.IsMated));
        Assert.DoesNotContain(comparisons, comparison => comparison.Reference == plan.References[0] || comparison.Probe == comparison.Reference);
    }

    private static string Refused(int people, int strangers) =>
        Assert.Throws<UsageException>(() => DemoPlan.Choose(Photos, people, strangers, 1)).Message;
}
