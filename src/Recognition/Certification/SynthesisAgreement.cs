using Mote.Recognition.Synthesis;

namespace Mote.Recognition.Certification;

/// <summary>How well synthetic samples of a group agree with real photos: without it no error rate on them means anything.</summary>
/// <param name="Group">The attribute group.</param>
/// <param name="Pairs">Real mated pairs that the samples are held to.</param>
/// <param name="Distance">Root mean square difference of the 1, 5 and 50 % quantiles of mated cosines, real and synthetic.</param>
public sealed record SynthesisAgreement(string Group, int Pairs, double Distance)
{
    /// <summary>
    /// The largest distance at which an error rate on synthetic samples is shown. Fits that work reach 0.007 to 0.02; at 0.05
    /// the rare bad photos, which decide the rate, are no longer those of real people.
    /// </summary>
    public const double MostDistance = 0.05;

    /// <summary>Whether error rates on the group's samples may be shown.</summary>
    public bool IsClose => Distance <= MostDistance;

    /// <summary>The agreement that a check found.</summary>
    public static SynthesisAgreement Of(SynthesisCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new SynthesisAgreement(check.Group, check.Pairs, check.Real.Distance(check.Synthetic));
    }
}
