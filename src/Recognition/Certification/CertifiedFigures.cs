namespace Mote.Recognition.Certification;

/// <summary>The errors of one model-template at its own threshold, group by group. Immutable.</summary>
/// <param name="Groups">One an attribute group of the cohort, in its order.</param>
public sealed record CertifiedFigures(IReadOnlyList<GroupFigures> Groups)
{
    /// <summary>Photos of held-out strangers, and how many were accepted: the achieved false-match rate.</summary>
    public ErrorCount StrangerPhotos => ErrorCount.Sum(Groups.Select(group => group.StrangerPhotos));

    /// <summary>
    /// Held-out strangers, and how many had a photo accepted. Photos of one person are not independent, people are, so the
    /// upper bound of the false-match rate is the one of this count.
    /// </summary>
    public ErrorCount Strangers => ErrorCount.Sum(Groups.Select(group => group.Strangers));

    /// <summary>Held-back synthetic genuine samples, and how many were rejected: every group has the same number.</summary>
    public ErrorCount Samples => ErrorCount.Sum(Groups.Select(group => group.Samples));

    /// <summary>The highest false non-match rate of a group.</summary>
    public double WorstGroupRate => Groups.Max(group => group.Samples.Rate);

    /// <summary>The largest difference between the false non-match rates of two groups.</summary>
    public double GroupGap => WorstGroupRate - Groups.Min(group => group.Samples.Rate);
}
