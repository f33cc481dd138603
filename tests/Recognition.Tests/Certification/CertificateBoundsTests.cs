using Mote.Recognition.Certification;

namespace Mote.Recognition.Tests.Certification;

public sealed class CertificateBoundsTests
{
    [Fact]
    public void Shortfall_NoBounds_KeepsEverything() => Assert.Null(new CertificateBounds().Shortfall(Certified.Of(2000, 2000, 150, 1)));

    [Fact]
    public void Shortfall_JustWithin_IsNone() => Assert.Null(new CertificateBounds
    {
        MostFalseMatchRate = 0.0075,
        MostFalseNonMatchRate = 0.0075,
        MostGroupFalseNonMatchRate = 0.01,
        MostGroupGap = 0.005,
    }.Shortfall(Certified.Of()));

    public static TheoryData<CertificateBounds, double, string> Missed => new()
    {
        { new() { MostFalseMatchRate = 0.007 }, 0.00746, "0 of 400 held-out strangers" },
        { new() { MostFalseNonMatchRate = 0.007 }, 0.0075, "0.75 %" },
        { new() { MostGroupFalseNonMatchRate = 0.009 }, 0.01, "group 'F'" },
        { new() { MostGroupGap = 0.004 }, 0.005, "another balance" },
    };

    [Theory]
    [MemberData(nameof(Missed))]
    public void Shortfall_OneBoundMissed_SaysWhatAndByHowMuch(CertificateBounds bounds, double measured, string said)
    {
        var shortfall = bounds.Shortfall(Certified.Of());
        Assert.NotNull(shortfall);
        Assert.Equal(measured, shortfall.Measured, 1e-5);
        Assert.True(shortfall.Bound < shortfall.Measured);
        Assert.Contains(said, shortfall.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shortfall_SynthesisThatDoesNotAgree_CannotBeJudged()
    {
        var certificate = Certified.Of(women: 0, men: 0, distance: 0.2);
        Assert.Contains("do not agree", new CertificateBounds { MostGroupGap = 0.5 }.Shortfall(certificate)!.Message, StringComparison.Ordinal);
        Assert.Null(new CertificateBounds { MostFalseMatchRate = 0.5 }.Shortfall(certificate));
    }
}
