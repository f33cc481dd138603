using Mote.Cli.Demo;
using Mote.Cli.Photos;

namespace Mote.Cli.Tests.Demo;

public sealed class TallyTests
{
    private static readonly LabelledPhoto Ann = new("ann/1", "ann", "F", "enrol");
    private static readonly LabelledPhoto Bob = new("bob/1", "bob", "M", "enrol");

    [Fact]
    public void Of_CountedByHand_GivesThoseRates()
    {
        // Ann: 1 of 4 own photos rejected; Bob: 1 of 2. Strangers: 1 of 5 accepted as Ann, 0 of 3 as Bob.
        (LabelledPhoto Reference, string Probe, bool? Decision)[] asked =
        [
            (Ann, "ann", true), (Ann, "ann", true), (Ann, "ann", true), (Ann, "ann", false),
            (Bob, "bob", true), (Bob, "bob", false),
            (Ann, "eve", true), (Ann, "eve", false), (Ann, "eve", false), (Ann, "eve", false), (Ann, "eve", false),
            (Bob, "eve", false), (Bob, "eve", false), (Bob, "eve", false),
            (Bob, "bob", null), (Bob, "eve", null),
        ];
        // A stranger's own group does not count, the reference's does.
        var (mated, nonMated) = Tally.Of(
            asked.Select(question => new Comparison(question.Reference, new LabelledPhoto("p", question.Probe, "X", "probe"))), asked.Select(question => question.Decision));

        Assert.Equal((6, 2), (mated.Total, mated.Rejected));
        Assert.Equal(2 / 6.0, mated.RejectedShare);
        Assert.Equal(new Dictionary<string, double> { ["F"] = 0.25, ["M"] = 0.5 }, mated.RejectedByGroup);
        Assert.Equal((8, 1), (nonMated.Total, nonMated.Accepted));
        Assert.Equal(1 / 8.0, nonMated.AcceptedShare);
        Assert.Equal(new Dictionary<string, double> { ["F"] = 0.2, ["M"] = 0 }, nonMated.AcceptedByGroup);
    }

    [Fact]
    public void Of_NothingDecided_HasNoRate()
    {
        var (mated, nonMated) = Tally.Of([new Comparison(Ann, Ann)], [null]);

        Assert.Null(mated.RejectedShare);
        Assert.Null(nonMated.AcceptedShare);
        Assert.Empty(mated.RejectedByGroup);
    }
}
