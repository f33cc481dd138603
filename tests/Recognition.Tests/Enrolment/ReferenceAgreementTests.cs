using Mote.Recognition.Enrolment;

namespace Mote.Recognition.Tests.Enrolment;

public sealed class ReferenceAgreementTests
{
    [Fact]
    public void Of_OneReference_Agrees() => Assert.Equal(1, ReferenceAgreement.Of([new float[] { 0, 1 }]));

    /// <summary>The mean of (1, 0, 0) and (0, 1, 0) is at 45 degrees from each, at 90 from (0, 0, 1), which is at 90 from all.</summary>
    [Fact]
    public void Of_Several_IsTheCosineOfTheOneThatIsLeastLikeTheOthers()
    {
        Assert.Equal(0, ReferenceAgreement.Of([new float[] { 1, 0, 0 }, new float[] { 0, 1, 0 }, new float[] { 0, 0, 1 }]));
        Assert.Equal(0.6f, ReferenceAgreement.Of([new float[] { 1, 0 }, new float[] { 0.6f, 0.8f }]), 1e-6f);
        // Two photos alike, and one at 60 degrees from both: that one is the least like, by its cosine to their mean.
        Assert.Equal(0.5f, ReferenceAgreement.Of([new float[] { 1, 0 }, new float[] { 1, 0 }, new float[] { 0.5f, MathF.Sqrt(0.75f) }]), 1e-6f);
    }
}
