using Mote.Histories.Keys;

namespace Mote.Cluster.Tests.Histories;

public sealed class KeyRuleTests
{
    private static readonly KeyHistory Revoked = new("gate", At(1), At(10), At(11), []);

    [Theory]
    [InlineData(2.5, true, false)]
    [InlineData(2.5, false, true)]
    // Within a second of having been made, and while it is being revoked, either may be.
    [InlineData(1.5, false, false)]
    [InlineData(10.5, false, false)]
    [InlineData(10.5, true, false)]
    [InlineData(11.9, true, false)]
    [InlineData(12.1, true, true)]
    [InlineData(12.1, false, false)]
    public void Broken_WhereAllAreConnected_CountsFromASecondOn(double asked, bool isTaken, bool isBroken) => Assert.Equal(isBroken, IsBroken(asked, isTaken, isWhole: true));

    [Theory]
    [InlineData(15.9, true, false)]
    [InlineData(16.1, true, true)]
    [InlineData(5.9, false, false)]
    [InlineData(6.1, false, true)]
    public void Broken_WhereOneIsCutOff_CountsOnceItMayNotDecide(double asked, bool isTaken, bool isBroken) => Assert.Equal(isBroken, IsBroken(asked, isTaken, isWhole: false));

    [Fact]
    public void Broken_RevocationOfUnknownOutcome_LeavesBoth()
    {
        var key = Revoked with { Revoked = null, Uses = [Use(20, true), Use(21, false)] };
        Assert.Empty(Rule(isWhole: true).Broken(key));
    }

    private static bool IsBroken(double asked, bool isTaken, bool isWhole) => Rule(isWhole).Broken(Revoked with { Uses = [Use(asked, isTaken)] }).Any();

    private static KeyRule Rule(bool isWhole) => new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), (_, _) => isWhole);

    private static KeyUse Use(double asked, bool isTaken) => new(At(asked), At(asked + 0.05), isTaken, "silo");

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
