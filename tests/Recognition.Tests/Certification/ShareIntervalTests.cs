using Mote.Recognition.Certification;

namespace Mote.Recognition.Tests.Certification;

public sealed class ShareIntervalTests
{
    private static readonly (double, double) Drawn = (0.01, 0.02);

    [Fact]
    public void Of_OnePerson_IsNone() => Assert.Null(ShareInterval.Of(Drawn, new ErrorCount(3, 100), 1));

    [Fact]
    public void Of_NoComparison_IsNone() => Assert.Null(ShareInterval.Of(Drawn, default, 10));

    [Fact]
    public void Of_EnoughErrors_IsThatOverPeople() => Assert.Equal(Drawn, ShareInterval.Of(Drawn, new ErrorCount(ShareInterval.FewErrors, 2000), 10));

    /// <summary>Two people with three errors of a hundred each: every resample is three of a hundred, which is not all that is to be known.</summary>
    [Fact]
    public void Of_FewErrors_IsNoNarrowerThanWilsons()
    {
        var errors = new ErrorCount(6, 200);
        Assert.Equal(errors.Wilson, ShareInterval.Of((0.03, 0.03), errors, 2));
        Assert.Equal((0.001, errors.Wilson.High), ShareInterval.Of((0.001, 0.03), errors, 2));
        Assert.Equal((errors.Wilson.Low, 0.2), ShareInterval.Of((0.03, 0.2), errors, 2));
        Assert.Equal(errors.Wilson, ShareInterval.Of(null, errors, 2));
    }
}
