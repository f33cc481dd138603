namespace Mote.Protocol;

/// <summary>How well synthetic samples of a group agree with real photos.</summary>
/// <param name="Group">The attribute group.</param>
/// <param name="Pairs">Real pairs of photos of one person that the samples are held to.</param>
/// <param name="Distance">Root mean square difference of the 1, 5 and 50 % quantiles of mated cosines.</param>
public sealed record CertificateSynthesis(string Group, int Pairs, double Distance);
