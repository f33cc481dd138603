using Mote.Protocol;
using Recognised = Mote.Recognition.Certification;

namespace Mote.Service.Wire;

/// <summary>Certificates in the words of the wire: rates with their sample sizes, and no rate that its check does not bear out.</summary>
internal static class CertificateMapping
{
    /// <summary>The certificate in its binary form; null for none.</summary>
    public static Certificate? ToCertificate(this ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? null : Recognised.Certificate.Parse(bytes.Span).ToWire();

    /// <summary>The certificate.</summary>
    public static Certificate ToWire(this Recognised.Certificate certificate) => new(
        certificate.Figures.ToWire(certificate.ShowsFalseNonMatches),
        certificate.Cosine?.ToWire(certificate.ShowsFalseNonMatches),
        certificate.Previous?.ToWire(certificate.ShowsFalseNonMatches),
        (ZooClass)certificate.Class,
        [.. certificate.Synthesis.Select(group => new CertificateSynthesis(group.Group, group.Pairs, group.Distance))]);

    private static CertificateFigures ToWire(this Recognised.CertifiedFigures figures, bool shows) => new(
        figures.StrangerPhotos.Rate,
        figures.Strangers.UpperBound,
        figures.Strangers.Trials,
        figures.StrangerPhotos.Trials,
        shows ? figures.Samples.Rate : null,
        shows ? figures.Samples.UpperBound : null,
        figures.Samples.Trials,
        [.. figures.Groups.Select(group => new CertificateGroup(
            group.Group,
            group.StrangerPhotos.Rate,
            group.Strangers.Trials,
            group.StrangerPhotos.Trials,
            shows ? group.Samples.Rate : null,
            group.Samples.Trials))]);
}
