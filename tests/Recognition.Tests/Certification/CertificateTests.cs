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

    /// <summary>A certificate's length would tell who was enrolled once and who more often.</summary>
    [Fact]
    public void ToBytes_WithOrWithoutFiguresOfBefore_IsAsLong()
    {
        var first = Certified.Of();
        Assert.Equal(first.ToBytes().Length, (first with { Previous = Certified.Figures(1, 2, 3) }).ToBytes().Length);
        Assert.Equal(first.ToBytes().Length, (first with { Cosine = null }).ToBytes().Length);
    }

    /// <summary>The first format left out the counts of figures that are not there; its bytes are written here by hand.</summary>
    [Fact]
    public void Parse_FirstFormat_IsTheSameCertificate()
    {
        const int CountsOfASet = 2 * 6 * sizeof(int);
        var certificate = Certified.Of();
        byte[] first = certificate.ToBytes()[..^CountsOfASet];
        first[4] = 1;
        var read = Certificate.Parse(first);
        Assert.Equal(certificate.Figures.Groups, read.Figures.Groups);
        Assert.Equal(certificate.Cosine!.Groups, read.Cosine!.Groups);
        Assert.Null(read.Previous);
    }

    [Fact]
    public void Parse_CutShortOrLongerOrOfAnotherKind_IsRefused()
    {
        var bytes = Certified.Of().ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<CertificateFormatException>(() => Certificate.Parse(bytes.AsSpan(0, length)));
        Assert.Throws<CertificateFormatException>(() => Certificate.Parse((byte[])[.. bytes, 0]));

        var newer = (byte[])bytes.Clone();
        newer[4] = 3;
        Assert.Contains("format 3", Assert.Throws<CertificateFormatException>(() => Certificate.Parse(newer)).Message, StringComparison.Ordinal);
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
