using Mote.Recognition.Certification;

namespace Mote.Recognition.Tests.Certification;

public sealed class CertificateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parse_OfItsBytes_IsTheSameCertificate(bool isSuccessor)
    {
        var certificate = Certified.Of() with { Previous = isSuccessor ? Certified.Figures(1, 2, 3) : null };
        var read = Certificate.Parse(certificate.ToBytes());
        Assert.Equal((certificate.Class, certificate.TargetFalseMatchRate), (read.Class, read.TargetFalseMatchRate));
        Assert.Equal(certificate.Synthesis, read.Synthesis);
        Assert.Equal(certificate.Figures.Groups, read.Figures.Groups);
        Assert.Equal(certificate.Cosine!.Groups, read.Cosine!.Groups);
        Assert.Equal(certificate.Previous?.Groups, read.Previous?.Groups);
    }

    [Fact]
    public void Parse_CutShortOrLongerOrOfAnotherKind_IsRefused()
    {
        var bytes = Certified.Of().ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<CertificateFormatException>(() => Certificate.Parse(bytes.AsSpan(0, length)));
        Assert.Throws<CertificateFormatException>(() => Certificate.Parse((byte[])[.. bytes, 0]));

        var newer = (byte[])bytes.Clone();
        newer[4] = 2;
        Assert.Contains("format 2", Assert.Throws<CertificateFormatException>(() => Certificate.Parse(newer)).Message, StringComparison.Ordinal);
        var unknown = (byte[])bytes.Clone();
        unknown[5] = 99;
        Assert.Throws<CertificateFormatException>(() => Certificate.Parse(unknown));
    }

    [Fact]
    public void Parse_MoreErrorsThanTrials_IsRefused()
    {
        var figures = new CertifiedFigures([new GroupFigures("F", new ErrorCount(2, 1), default, default), Certified.Figures(0, 0, 0).Groups[1]]);
        Assert.Throws<CertificateFormatException>(() => Certificate.Parse((Certified.Of() with { Figures = figures }).ToBytes()));
    }

    [Fact]
    public void Figures_SumOverGroups()
    {
        var figures = Certified.Figures(women: 60, men: 20, strangers: 2);
        Assert.Equal((new ErrorCount(2, 800), new ErrorCount(2, 400), new ErrorCount(80, 4000)), (figures.StrangerPhotos, figures.Strangers, figures.Samples));
        Assert.Equal(0.03, figures.WorstGroupRate, 1e-12);
        Assert.Equal(0.02, figures.GroupGap, 1e-12);
    }

    [Fact]
    public void ShowsFalseNonMatches_OnlyWithAgreementInEveryGroup()
    {
        Assert.True(Certified.Of().ShowsFalseNonMatches);
        Assert.False(Certified.Of(distance: 0.2).ShowsFalseNonMatches);
        Assert.False((Certified.Of() with { Synthesis = [] }).ShowsFalseNonMatches);
    }
}
