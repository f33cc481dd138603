namespace Mote.Client.Tests;

public sealed class HedgeBudgetTests
{
    [Fact]
    public void Spend_AFewAtOnce_ThenATenthOfWhatIsAsked()
    {
        var budget = new HedgeBudget();
        Assert.Equal(HedgeBudget.Most, Enumerable.Range(0, 100).Count(_ => budget.Spend()));
        var spent = 0;
        for (var asked = 0; asked < 1000; asked++)
        {
            budget.Earn();
            spent += budget.Spend() ? 1 : 0;
        }

        Assert.Equal(100, spent);
    }

    [Fact]
    public void Earn_ForLong_SavesNoMore()
    {
        var budget = new HedgeBudget();
        Assert.All(Enumerable.Range(0, 10_000), _ => budget.Earn());
        Assert.Equal(HedgeBudget.Most, Enumerable.Range(0, 100).Count(_ => budget.Spend()));
    }
}
