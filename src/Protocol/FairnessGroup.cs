namespace Mote.Protocol;

/// <summary>What one attribute group meets at the model-templates of a realm.</summary>
/// <param name="Group">The attribute group, of synthetic samples and of held-out strangers: no subject's own group is stored.</param>
/// <param name="FalseNonMatchRate">The mean share of the group's samples that model-templates reject; null where synthesis does not agree with real photos.</param>
/// <param name="WorstFalseNonMatchRate">The highest share of one model-template; null likewise.</param>
/// <param name="Samples">All samples of the group.</param>
/// <param name="SamplesRejected">Of those, how many were rejected.</param>
/// <param name="FalseMatchRate">The mean share of the group's stranger photos that model-templates accept.</param>
/// <param name="StrangerPhotos">All comparisons with them.</param>
/// <param name="StrangerPhotosAccepted">Of those, how many were accepted.</param>
public sealed record FairnessGroup(
    string Group,
    FairnessEstimate? FalseNonMatchRate,
    double? WorstFalseNonMatchRate,
    int Samples,
    int SamplesRejected,
    FairnessEstimate FalseMatchRate,
    int StrangerPhotos,
    int StrangerPhotosAccepted);
