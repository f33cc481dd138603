using System.Globalization;

namespace Mote.Recognition.Certification;

/// <summary>
/// What a model-template must reach to be kept. One that does not is a failure to enrol (ISO/IEC 19795-1), never a weak
/// template. A bound that is null does not bind.
/// </summary>
public sealed record CertificateBounds
{
    /// <summary>
    /// The most that the false-match rate may be with 95 % confidence: the upper bound over held-out strangers. A cohort of N
    /// strangers shows at best 3 / N.
    /// </summary>
    public double? MostFalseMatchRate { get; init; }

    /// <summary>The most that the false non-match rate on all held-back synthetic samples may be.</summary>
    public double? MostFalseNonMatchRate { get; init; }

    /// <summary>The most that it may be on the samples of any one group.</summary>
    public double? MostGroupFalseNonMatchRate { get; init; }

    /// <summary>The most that two groups may differ.</summary>
    public double? MostGroupGap { get; init; }

    /// <summary>The first bound that a certificate misses; null if it keeps them all.</summary>
    public CertificateShortfall? Shortfall(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var figures = certificate.Figures;
        if (figures.Strangers.UpperBound > MostFalseMatchRate)
        {
            return Missed(
                figures.Strangers.UpperBound,
                MostFalseMatchRate.Value,
                $"its false-match rate may be as high as {Percent(figures.Strangers.UpperBound)} ({figures.Strangers.Errors} of {figures.Strangers.Trials} held-out strangers were accepted)",
                figures.Strangers.Errors == 0 ? "use a cohort of more people, or allow more" : "send another photo, ask for a lower target rate, or allow more");
        }

        if ((MostFalseNonMatchRate ?? MostGroupFalseNonMatchRate ?? MostGroupGap) is { } any && !certificate.ShowsFalseNonMatches)
        {
            return Missed(
                certificate.Synthesis.Select(group => group.Distance).DefaultIfEmpty(1).Max(),
                SynthesisAgreement.MostDistance,
                $"the cohort's synthetic samples do not agree with its real photos, so the bound of {Percent(any)} on false non-matches cannot be judged",
                "use a cohort with more people who have several photos, or set no such bound");
        }

        const string AnotherPhoto = "send a sharper, frontal photo, or allow more";
        return figures.Samples.Rate > MostFalseNonMatchRate
            ? Missed(figures.Samples.Rate, MostFalseNonMatchRate.Value, $"it rejects {Percent(figures.Samples.Rate)} of the person's own synthetic samples", AnotherPhoto)
            : figures.WorstGroupRate > MostGroupFalseNonMatchRate
            ? Missed(figures.WorstGroupRate, MostGroupFalseNonMatchRate.Value, $"it rejects {Percent(figures.WorstGroupRate)} of the synthetic samples of group '{Worst(figures)}'", AnotherPhoto)
            : figures.GroupGap > MostGroupGap
            ? Missed(figures.GroupGap, MostGroupGap.Value, $"its rejections differ by {Percent(figures.GroupGap)} between groups, most for '{Worst(figures)}'", "set another balance, send another photo, or allow more")
            : null;
    }

    private static string Worst(CertifiedFigures figures) => figures.Groups.MaxBy(group => group.Samples.Rate)!.Group;

    private static CertificateShortfall Missed(double measured, double bound, string what, string mend) =>
        new(measured, bound, $"The model-template was not kept, since {what}; the bound is {Percent(bound)}: {mend}.");

    private static string Percent(double rate) => rate.ToString("P2", CultureInfo.InvariantCulture);
}
