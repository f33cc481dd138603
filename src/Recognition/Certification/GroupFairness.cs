namespace Mote.Recognition.Certification;

/// <summary>What one attribute group meets at the model-templates of a realm.</summary>
/// <param name="Group">The attribute group, of synthetic samples and of held-out strangers: no subject's own group is stored.</param>
/// <param name="FalseNonMatchRate">The mean over model-templates of the share of the group's samples that they reject; null where synthesis does not agree with real photos.</param>
/// <param name="WorstFalseNonMatchRate">The highest share of one model-template; null likewise.</param>
/// <param name="Samples">All samples of the group, and how many were rejected.</param>
/// <param name="FalseMatchRate">The mean share of the group's stranger photos that model-templates accept.</param>
/// <param name="StrangerPhotos">All comparisons with them, and how many were accepted.</param>
public sealed record GroupFairness(
    string Group,
    Estimate? FalseNonMatchRate,
    double? WorstFalseNonMatchRate,
    ErrorCount Samples,
    Estimate FalseMatchRate,
    ErrorCount StrangerPhotos);
