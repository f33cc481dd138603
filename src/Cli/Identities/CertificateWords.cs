using System.Globalization;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary>A certificate as people say it: every rate with what it rests on.</summary>
internal static class CertificateWords
{
    public static string Of(Certificate certificate) => string.Join('\n', Lines(certificate));

    /// <summary>A share with two decimals.</summary>
    public static string Percent(double share) => share.ToString("P2", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(Certificate certificate)
    {
        var figures = certificate.Figures;
        yield return $"  accepts {Percent(figures.FalseMatchRate)} of {Count(figures.StrangerPhotos)} photos of {Count(figures.Strangers)} strangers; with 95 % confidence not above {Percent(figures.FalseMatchRateBound)}";
        yield return figures.FalseNonMatchRate is { } rejected
            ? $"  rejects {Percent(rejected)} of {Count(figures.Samples)} synthetic photos of this person ({string.Join(", ", figures.Groups.Select(group => $"{group.Group} {Percent(group.FalseNonMatchRate ?? 0)}"))})"
            : "  how often it rejects this person is not shown: the cohort's synthetic photos do not agree with its real ones";
        if (Beside(certificate.Cosine) is { } cosine)
            yield return $"  the photo's vector alone: {cosine}";
        if (Beside(certificate.Previous) is { } previous)
            yield return $"  the version before: {previous}";
        yield return $"  place among others: {Place(certificate.ZooClass)}";
    }

    private static string? Beside(CertificateFigures? figures) => figures is null ? null
        : $"accepts {Percent(figures.FalseMatchRate)}, rejects {(figures.FalseNonMatchRate is { } rejected ? Percent(rejected) : "not shown")}";

    private static string Place(ZooClass zoo) => zoo switch
    {
        ZooClass.Dove => "dove, like themselves and unlike others",
        ZooClass.Chameleon => "chameleon, like themselves and like everybody",
        ZooClass.Phantom => "phantom, like nobody, themselves included",
        ZooClass.Worm => "worm, unlike themselves and like others",
        _ => "sheep, ordinary",
    };

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
