namespace Mote.Protocol;

/// <summary>The errors of one model-template at its own threshold, for strangers and samples of one attribute group.</summary>
/// <param name="Group">The attribute group.</param>
/// <param name="FalseMatchRate">The share of strangers' photos that were accepted.</param>
/// <param name="Strangers">Held-out strangers of the group.</param>
/// <param name="StrangerPhotos">Their photos.</param>
/// <param name="FalseNonMatchRate">The share of synthetic samples that were rejected; null where synthesis does not agree with real photos.</param>
/// <param name="Samples">Held-back synthetic samples of the group.</param>
public sealed record CertificateGroup(
    string Group,
    double FalseMatchRate,
    int Strangers,
    int StrangerPhotos,
    double? FalseNonMatchRate,
    int Samples);
