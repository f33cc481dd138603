using Mote.Grains.Membership;

namespace Mote.Grains.Tests.Membership;

/// <summary>
/// In no order of events does a silo decide by the others' word, or by the table's, once another may have changed what it has
/// in memory: every state that a few silos can come to is looked at. Rules that are laxer in one point are found to be wrong.
/// </summary>
public sealed class MembershipRuleTests(ITestOutputHelper output)
{
    private const int Silos = 3;

    [Fact]
    public void AllOrders_OfThreeSilos_NobodyDecidesWhoMayBeOutdated() => Assert.Null(Wrong(new MembershipRules()));

    [Fact]
    public void AllOrders_WhereWhoIsNotKnownMayJoin_SomebodyDecidesWhoMustNot() => Assert.NotNull(Wrong(new MembershipRules { JoinsUnknown = true }));

    [Fact]
    public void AllOrders_WhereMostOfTheOthersSuffice_SomebodyDecidesWhoMustNot() => Assert.NotNull(Wrong(new MembershipRules
    {
        IsVouchedFor = (own, theirs) => 2 * theirs.Count(version => version <= own) >= theirs.Count,
    }));

    [Fact]
    public void AllOrders_WhereAnsweringSuffices_SomebodyDecidesWhoMustNot() => Assert.NotNull(Wrong(new MembershipRules
    {
        IsVouchedFor = (_, theirs) => theirs.All(version => version is not null),
    }));

    [Fact]
    public void AllOrders_WhereWhoJoinsIsNotAsked_SomebodyDecidesWhoMustNot() => Assert.NotNull(Wrong(new MembershipRules
    {
        IsAsked = status => status != SiloStatus.Joining && MembershipRule.IsAsked(status),
    }));

    [Fact]
    public void AllOrders_WhereChangesAreNotConfirmed_SomebodyDecidesWhoMustNot() => Assert.NotNull(Wrong(new MembershipRules { ChangesUnconfirmed = true }));

    /// <summary>The shortest way to a wrong decision, told; null if there is none.</summary>
    private string? Wrong(MembershipRules rules)
    {
        var first = new MembershipWorld(Silos, rules);
        Dictionary<UInt128, (UInt128 From, string Step)> seen = new() { [first.Key] = (first.Key, "") };
        Queue<MembershipWorld> next = new([first]);
        while (next.TryDequeue(out var world))
        {
            foreach (var (step, after, isWrong) in world.Steps())
            {
                if (isWrong)
                {
                    var way = Way(seen, world.Key) + step;
                    output.WriteLine($"{seen.Count} states until: {way}");
                    return way;
                }

                if (seen.TryAdd(after.Key, (world.Key, step)))
                    next.Enqueue(after);
            }
        }

        output.WriteLine($"{seen.Count} states, and none is wrong");
        return null;
    }

    private static string Way(Dictionary<UInt128, (UInt128 From, string Step)> seen, UInt128 to)
    {
        var (from, step) = seen[to];
        return from == to ? "" : $"{Way(seen, from)}{step}; ";
    }
}
